import type { ColumnProfile } from '../../../contract'
import { measureSql } from '../../profile'
import { ident, text } from '../../sql'

/** SQL: the number of a cell of a column; none where it holds a code for "missing". `made` is what is made of it, where not itself. */
export function numberSql(
  { name, type, reading, disguised }: Pick<ColumnProfile, 'name' | 'type' | 'reading' | 'disguised'>,
  made = (measure: string): string => measure
): string {
  const number = made(measureSql(ident(name), type, reading) ?? 'NULL::DOUBLE')
  const codes = disguised.map(({ value }) => text(value))
  return codes.length ? `CASE WHEN ${ident(name)}::VARCHAR NOT IN (${codes.join(', ')}) THEN ${number} END` : number
}
