import type { ColumnProfile } from '../../../contract'

const YES: readonly string[] = ['oui', 'o', 'yes', 'y', 'true', 'vrai', 't', 'v', 'on', '1']

/** What a column of two answers says: the share of one of them, « oui » where there is one, among its `n` values; null for other columns. */
export function yesShare({
  semantic,
  top,
  rows,
  missing,
  blank
}: Pick<ColumnProfile, 'semantic' | 'top' | 'rows' | 'missing' | 'blank'>): {
  value: string
  share: number
  n: number
} | null {
  const n = rows - missing - blank
  const answer = top.find(({ value }) => YES.includes(value.trim().toLowerCase())) ?? top[0]
  return semantic.kind === 'boolean' && answer && n ? { value: answer.value, share: answer.n / n, n } : null
}
