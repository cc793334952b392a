import type { Likeness, MergeGroup } from '../../../../contract'

export const LIKENESSES: [Likeness, ...Likeness[]] = ['key', 'close']

/** The likeness that would propose some groups: the closer one where all texts of each have the same words. */
export function likenessOf(groups: readonly MergeGroup[]): Likeness {
  const isAlike = ({ variants, into }: MergeGroup): boolean => new Set([...variants, into].map(wordsOf)).size < 2
  return groups.every(isAlike) ? 'key' : 'close'
}

/** The words of a text as the engine compares them: without case, accents and punctuation, sorted and once each. */
function wordsOf(text: string): string {
  const plain = text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  return [...new Set(words)].sort().join(' ')
}
