import type { ColumnProfile } from '../../../contract'

const YES: readonly string[] = ['oui', 'o', 'yes', 'y', 'true', 'vrai', 't', 'v', 'on', '1']

/** What a column of two answers says: the share of one of them, « oui » where there is one, among its `n` values; null for other columns. */
export function yesShare({
  semantic,
  top,
  rows,
  missing,
  blank,
  disguised
}: Pick<ColumnProfile, 'semantic' | 'top' | 'rows' | 'missing' | 'blank' | 'disguised'>): {
  value: string
  share: number
  n: number
} | null {
  // Codes that mean "no answer" are none.
  const silent = new Map(disguised.map(({ value, n }) => [value, n]))
  const n = [...silent.values()].reduce((left, count) => left - count, rows - missing - blank)
  const answers = top.filter(({ value }) => !silent.has(value))
  const first = answers.find(({ value }) => YES.includes(folded(value))) ?? answers[0]
  if (semantic.kind !== 'boolean' || !first || n <= 0) return null
  const isYes = YES.includes(folded(first.value))
  const alike = answers.filter(({ value }) =>
    isYes ? YES.includes(folded(value)) : folded(value) === folded(first.value)
  )
  return { value: first.value, share: alike.reduce((sum, { n: count }) => sum + count, 0) / n, n }
}

/** Spellings of one answer are one: case and the spaces around do not count. */
function folded(value: string): string {
  return value.trim().toLowerCase()
}
