import { ident } from '../sql'
import type { ColumnInfo } from '../../contract'

/** SQL of the text that a value is listed under. Zero and minus zero are one: no filter tells them apart. */
export function valueText({ name, type }: ColumnInfo, from = ''): string {
  const value = from + ident(name)
  return /^(FLOAT|DOUBLE)$/.test(type) ? `(${value} + 0)::VARCHAR` : `${value}::VARCHAR`
}
