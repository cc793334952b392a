import { changedColumns, type ColumnInfo, type LocalizedText, type StepSpec } from '../../contract'
import { hidesRowid, ident, tableName } from '../sql'
import { carry } from './carry'
import { isChanged } from './compared-text'
import { columnsAfter, compileRecipe, compileRound, roundsOf } from './compile'
import { freeName } from './free-name'
import { kindOf } from './steps'
import { isCellSpec } from './steps/cells'
import type { Others } from './steps/kind'

/** A step, and what comes to it. */
export interface Arrived {
  table: string
  /** The columns of the raw table. */
  raw: readonly ColumnInfo[]
  before: readonly StepSpec[]
  columns: readonly ColumnInfo[]
}

/**
 * The rows whose cell a step changes, as a query in each language: the cell before and after it, then the others. Behind the
 * place of the raw row where nothing but cells changed before. Null for a step that changes more than the cells of one column.
 */
export function changedRows(
  spec: StepSpec,
  arrived: Arrived,
  others: Others
): { sql: LocalizedText; hasPlace: boolean } | null {
  const [column, another] = changedColumns(spec)
  if (kindOf(spec).rows !== 'same' || column === undefined || another !== undefined) return null
  const { rows, columns, place } = placedRows(arrived, others)
  const { made, row, old } = carry(spec, rows, columns, others)
  const was = old(column)
  const is = ident(column)
  const typeIn = (list: readonly ColumnInfo[]): string => list.find(({ name }) => name === column)?.type ?? 'VARCHAR'
  const after = kindOf(spec).after(spec, columns, others)
  const differs = isChanged({ cell: was, type: typeIn(columns) }, { cell: is, type: typeIn(after) })
  const hidden = [row, was, is, ...(place === null ? [] : [place])].join(', ')
  const written = (before: string, after: string): string => {
    const named = (words: string): string => ident(freeName(`${column} (${words})`, columns))
    return `SELECT ${place === null ? '' : `${place} AS rowid, `}${was} AS ${named(before)}, ${is} AS ${named(after)}, * EXCLUDE (${hidden}) FROM ${made} WHERE ${differs} ORDER BY ${row}`
  }
  return { sql: { fr: written('avant', 'après'), en: written('before', 'after') }, hasPlace: place !== null }
}

/** The rows that come, as a query, with the column that keeps the place of each raw row where it can be told. */
function placedRows(
  { table, raw, before, columns }: Arrived,
  others: Others
): { rows: string; columns: readonly ColumnInfo[]; place: string | null } {
  if (hidesRowid(raw) || !before.every(isCellSpec))
    return { rows: compileRecipe(table, raw, before, others), columns, place: null }
  const place = freeName('~place', columns)
  const kept = { name: place, type: 'BIGINT' }
  let rows = `SELECT *, rowid AS ${ident(place)} FROM ${tableName({ schema: 'raw', name: table })}`
  let present = [...raw, kept]
  for (const round of roundsOf(before)) {
    rows = compileRound(round, `(${rows})`, present, others)
    present = columnsAfter(present, round, others)
  }
  return { rows, columns: [...columns, kept], place: ident(place) }
}
