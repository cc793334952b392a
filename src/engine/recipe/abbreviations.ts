/** A key of some words, in alphabetical order, and the rows that have it. */
export interface CountedKey {
  key: string
  rows: number
}

/** Words that share all others are compared by pairs; beyond, they are a list of names and no spellings of one. */
const MOST_ALIKE = 300
const MOST_WORDS = 6
/** How much more frequent the likelier of two full words is, for the short one to be taken for it. */
const LIKELIER = 5

/**
 * The pairs of keys of which one writes a word of the other short, all other words being the same: « st etienne » and « saint
 * etienne ». A short word that may stand for two full ones alike is left alone.
 */
export function abbreviations(keys: readonly CountedKey[]): [string, string][] {
  const alike = new Map<string, { key: string; rows: number; word: string }[]>()
  for (const { key, rows } of keys) {
    const words = key.split(' ')
    if (words.length < 2 || words.length > MOST_WORDS) continue
    for (const [place, word] of words.entries()) {
      const others = words.filter((_, at) => at !== place)
      if (!others.some((other) => other.length >= 3)) continue
      const rest = others.join(' ')
      const found = alike.get(rest)
      if (found) found.push({ key, rows, word })
      else alike.set(rest, [{ key, rows, word }])
    }
  }
  const pairs: [string, string][] = []
  for (const group of alike.values()) {
    if (group.length < 2 || group.length > MOST_ALIKE) continue
    for (const short of group) {
      const [first, second] = group.filter(({ word }) => isShort(short.word, word)).sort((a, b) => b.rows - a.rows)
      if (first && (!second || first.rows >= LIKELIER * second.rows)) pairs.push([short.key, first.key])
    }
  }
  return pairs
}

/** Whether a word is another one cut short (av, ave: avenue), or its letters from the first to the last with some left out (st: saint). */
function isShort(short: string, full: string): boolean {
  if (short.length < 2 || short.length > 4 || full.length < short.length + 2 || /\d/.test(full)) return false
  if (full.startsWith(short)) return true
  if (short[0] !== full[0] || short.at(-1) !== full.at(-1)) return false
  let at = 0
  for (const letter of full) if (letter === short[at]) at++
  return at === short.length
}
