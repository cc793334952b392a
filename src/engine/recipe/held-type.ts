import type { ColumnInfo } from '../../contract'
import type { Connection } from '../db'
import { ident } from '../sql'
import { isNumeric } from './steps/number-types'
import { heldCell, replacedText } from './steps/replace'
import type { SpecOf } from './steps/kind'

/**
 * The type that holds all that a replacement makes of a column that is no text: its own, or numbers with decimals; undefined
 * where only text does. An empty result is a missing value. No number is rounded to fit.
 */
export async function heldType(
  reader: Pick<Connection, 'rows'>,
  spec: SpecOf<'replace'>,
  rows: string,
  columns: readonly ColumnInfo[],
  signal?: AbortSignal
): Promise<string | undefined> {
  const own = columns.find(({ name }) => name === spec.column)?.type ?? 'VARCHAR'
  if (own === 'VARCHAR') return undefined
  const made = `SELECT DISTINCT ${replacedText(spec, own, ident(spec.column))} AS made FROM (${rows})`
  for (const type of new Set([own, ...(isNumeric(own) ? ['DOUBLE'] : [])])) {
    const lost = await reader.rows(
      `SELECT 1 AS lost FROM (${made}) WHERE trim(made) <> '' AND (${heldCell('made', type)}) IS NULL LIMIT 1`,
      { signal }
    )
    if (!lost.length) return type
  }
  return undefined
}
