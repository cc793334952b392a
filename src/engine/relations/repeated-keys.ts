import type { KeyCandidate, Link } from '../../contract'

/** A key that repeats at most this share of its values is told as a near key. */
export const NEARLY = 0.05
/** One that repeats up to this share is still what a column of the same name refers to: most of a list, with doubles in it. */
export const LOOSELY = 0.2

/** Names of two columns that mean the same. */
const SAME_NAME = 0.8
/** Share of the rows that must be found. */
const FOUND = 0.7

/** Whether a key repeats its values more than now and then. */
export function isLoose({ rows, missing, duplicates }: Pick<KeyCandidate, 'rows' | 'missing' | 'duplicates'>): boolean {
  return duplicates > NEARLY * (rows - missing)
}

/**
 * Whether a column refers to a key that repeats so: by its name, with most of its rows, and repeating itself far more, since two
 * lists of events that share a column refer to a third table, not to each other.
 */
export function refersToLoose(
  {
    present,
    values,
    matchedRows,
    keys,
    keyDuplicates
  }: Pick<Link, 'present' | 'values' | 'matchedRows' | 'keys' | 'keyDuplicates'>,
  likeness: number
): boolean {
  const repeats = present / Math.max(1, values)
  return likeness >= SAME_NAME && matchedRows >= FOUND * present && repeats >= 1.5 * ((keys + keyDuplicates) / keys)
}

/** Leaves out links to keys that repeat so where the same columns refer to a truer one. */
export function withoutLooser<T extends Pick<Link, 'from' | 'on' | 'keys' | 'keyDuplicates'>>(
  links: readonly T[]
): T[] {
  const repeats = ({ keys, keyDuplicates }: T): boolean => keyDuplicates > NEARLY * (keys + keyDuplicates)
  const leftOf = ({ from, on }: T): string => JSON.stringify([from.name, ...on.map(({ left }) => left)])
  const truer = new Set(links.filter((link) => !repeats(link)).map(leftOf))
  return links.filter((link) => !repeats(link) || !truer.has(leftOf(link)))
}
