import { changedColumns, type ColumnInfo, type StepSpec } from '../../contract'
import { ident } from '../sql'
import { freeName } from './free-name'
import { kindOf } from './steps'
import type { Others } from './steps/kind'

/** A step over rows that carry their number and their cells as they were, so that both states stand in one row. */
export interface Carried {
  /** The rows that come, numbered from 1 in their order. */
  numbered: string
  /** What the step makes of them; rows that it drops are not there. */
  made: string
  /** The number of a row, as a quoted name. */
  row: string
  /** The cells of a changed column as they were, as a quoted name. */
  old(column: string): string
}

/** For steps that keep rows as they are, or leave some out: they carry what they do not know. */
export function carry(spec: StepSpec, rows: string, columns: readonly ColumnInfo[], others: Others): Carried {
  const kind = kindOf(spec)
  const row = ident(freeName('~row', columns))
  const olds = new Map(changedColumns(spec).map((name, place) => [name, ident(freeName(`~old ${place}`, columns))]))
  const copies = [...olds].map(([name, old]) => `, ${ident(name)} AS ${old}`).join('')
  const numbered = `(SELECT *, row_number() OVER () AS ${row}${copies} FROM (${rows}))`
  return {
    numbered,
    row,
    made: `(${kind.sql(spec, numbered, columns, others)})`,
    old: (column) => olds.get(column) ?? ident(column)
  }
}
