import type { ComparedPair } from '../../../contract'

/** The word under the shift of a column; values that were not compared are not called identical. */
export function verdictKey({
  verdict,
  basis
}: Pick<ComparedPair, 'verdict' | 'basis'>): 'shift' | 'samePresence' | Exclude<ComparedPair['verdict'], 'moved'> {
  if (verdict === 'moved') return 'shift'
  return verdict === 'same' && basis === 'presence' ? 'samePresence' : verdict
}
