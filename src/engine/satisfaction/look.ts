import type { ColumnInfo } from '../../contract'
import type { Project } from '../project'
import { ident } from '../sql'
import type { Table } from '../tables'
import { isDate, isNumber, isText, numberSql, presentSql } from './score-sql'
import { dateSql } from './segment-sql'

/** What a look at one column tells: how many cells hold something, how many read as numbers or dates, which range. */
export interface ColumnLook {
  column: ColumnInfo
  rows: number
  present: number
  /** Distinct values among the rows looked at. */
  distinct: number
  numbers: number
  dates: number
  whole: number
  /** Whole numbers in [1, 5], in [0, 5], in [1, 7] and in [0, 10]. */
  in1to5: number
  in0to5: number
  in1to7: number
  in0to10: number
  above5: number
  /** Distinct whole numbers in [0, 10]. */
  grades: number
  averageLength: number
}

type Facts = Omit<ColumnLook, 'column'>

/** Scales and groups show on a sample: beyond it a look would cost seconds and tell nothing more. */
const SAMPLE = 20_000

const known = new WeakMap<Project, Map<string, ColumnLook[]>>()

/** Looks at every column of a table in one pass, on a fixed random sample where the table is large; once for each state of the table. */
export async function lookAt(project: Project, table: Table, signal?: AbortSignal): Promise<ColumnLook[]> {
  const looks = known.get(project) ?? new Map<string, ColumnLook[]>()
  known.set(project, looks)
  const state = JSON.stringify([table.ref, table.fingerprint, table.rows, table.columns])
  const found = looks.get(state) ?? (await look(project, table, signal))
  looks.set(state, found)
  return found
}

async function look(project: Project, table: Table, signal?: AbortSignal): Promise<ColumnLook[]> {
  const columns = table.columns.filter(
    ({ type }) => isNumber(type) || isText(type) || isDate(type) || type === 'BOOLEAN'
  )
  const looks: ColumnLook[] = []
  for (let from = 0; from < columns.length; from += AT_ONCE)
    looks.push(...(await lookTogether(project, table, columns.slice(from, from + AT_ONCE), signal)))
  return looks
}

/** Columns of one query: what DuckDB takes to plan one grows with the square of its aggregates. */
const AT_ONCE = 24

async function lookTogether(
  project: Project,
  table: Table,
  columns: readonly ColumnInfo[],
  signal?: AbortSignal
): Promise<ColumnLook[]> {
  const rows = await project.rows<Record<string, number | null>>(lookSql(table.sql, columns, table.rows), { signal })
  const row = rows[0] ?? {}
  return columns.map((column, index) => {
    const fact = (name: keyof Facts): number => Number(row[`${name}_${index}`] ?? 0)
    return {
      column,
      rows: Number(row.rows ?? 0),
      present: fact('present'),
      distinct: fact('distinct'),
      numbers: fact('numbers'),
      dates: fact('dates'),
      whole: fact('whole'),
      in1to5: fact('in1to5'),
      in0to5: fact('in0to5'),
      in1to7: fact('in1to7'),
      in0to10: fact('in0to10'),
      above5: fact('above5'),
      grades: fact('grades'),
      averageLength: fact('averageLength')
    }
  })
}

/** The query of a look: its names are ours alone, so that no header can collide with them. */
export function lookSql(table: string, columns: readonly ColumnInfo[], rows: number): string {
  const from = rows > SAMPLE ? `(SELECT * FROM ${table} USING SAMPLE reservoir(${SAMPLE} ROWS) REPEATABLE (7))` : table
  const facts = columns.flatMap((column, index) =>
    columnFacts(column).map(([name, sql]) => `${sql} AS ${name}_${index}`)
  )
  return `SELECT count(*) AS rows,\n  ${facts.join(',\n  ')}\nFROM ${from} AS t`
}

function columnFacts(column: ColumnInfo): [keyof Facts, string][] {
  const present = presentSql(column)
  const cell = `t.${ident(column.name)}`
  const always: [keyof Facts, string][] = [
    ['present', `count(*) FILTER (${present})`],
    ['distinct', `count(DISTINCT ${cell}) FILTER (${present})`]
  ]
  // Trying ten shapes on every cell is dear: only on what begins with a digit and has the length of a date.
  const looksDated = `length(${cell}::VARCHAR) BETWEEN 6 AND 20 AND ascii(${cell}::VARCHAR) BETWEEN 48 AND 57`
  const words: [keyof Facts, string][] = isText(column.type)
    ? [
        ['dates', `count(CASE WHEN ${looksDated} THEN ${dateSql(column)} END)`],
        ['averageLength', `coalesce(avg(length(${cell}::VARCHAR)), 0)`]
      ]
    : isDate(column.type)
      ? [['dates', `count(${cell})`]]
      : []
  if (!isNumber(column.type) && !isText(column.type)) return [...always, ...words]
  const value = numberSql(column)
  const whole = `${value} = floor(${value})`
  const within = (low: number, high: number): string =>
    `count(*) FILTER (${whole} AND ${value} BETWEEN ${low} AND ${high})`
  return [
    ...always,
    ...words,
    ['numbers', `count(${value})`],
    ['whole', `count(*) FILTER (${whole})`],
    ['in1to5', within(1, 5)],
    ['in0to5', within(0, 5)],
    ['in1to7', within(1, 7)],
    ['in0to10', within(0, 10)],
    ['above5', within(6, 10)],
    ['grades', `count(DISTINCT CASE WHEN ${whole} AND ${value} BETWEEN 0 AND 10 THEN ${value} END)`]
  ]
}
