import type { ColumnProfile } from '../../contract'

const CODES: readonly string[] = ['identifier', 'postcode', 'phone', 'year', 'category', 'boolean']

/** Numbers that count or measure: rows of the same amount are alike elsewhere by chance, they follow no rule. */
export function isAmount({ family, semantic, numeric }: ColumnProfile): boolean {
  return family === 'number' && (!CODES.includes(semantic.kind) || !numeric?.integers)
}
