import { changesRows, correctedColumns, Step, type StepSpec } from '../../contract'
import { SPACES } from '../profile'
import type { Project } from '../project'
import { ident, tableName } from '../sql'
import { readColumns, type Table } from '../tables'

/** A column as it stands in the delivered file, before any reading as a type. */
export interface Written {
  /** SQL of the trimmed text, for queries `FROM from`. */
  value: string
  from: string
  /** For queries that only count: the different texts under the column's own name, and how often each stands; else the rows, once each. */
  texts: string
  times: string
  /** Whether the table itself holds another value, read from this text. */
  read: boolean
  /** Predicate over the analysed table that picks the rows where one over `from` holds. */
  where: (predicate: string) => string
  /** Query of these rows, with the text in front where the table holds another value. */
  rowsSql: (predicate: string) => string
}

/**
 * The columns of a table that hold text, in the table itself or in the file. Rows of a clean table are matched to raw ones by
 * `rowid`: where the recipe removes or repeats rows, or where a step corrected a column, the raw texts are not looked at.
 */
export async function writtenColumns(project: Project, table: Table): Promise<ReadonlyMap<string, Written>> {
  const raw = (await rowsAreRaw(project, table)) ? { schema: 'raw' as const, name: table.ref.name } : null
  const texts = new Set((raw ? await readColumns(project, raw) : []).filter(isText).map(({ name }) => name))
  for (const spec of await stepsOf(project, table)) for (const name of correctedColumns(spec)) texts.delete(name)
  const found = new Map<string, Written>()
  for (const column of table.columns) {
    const own = isText(column)
    if (own) found.set(column.name, itself(table, column.name))
    else if (raw && texts.has(column.name)) found.set(column.name, behind(table, tableName(raw), column.name))
  }
  return found
}

/** Whether each row of a clean table, or of raw rows as read, is the raw row of the same `rowid`. */
export async function rowsAreRaw(project: Project, table: Table): Promise<boolean> {
  if (table.readBy) return true
  if (table.ref.schema !== 'clean') return false
  const steps = await stepsOf(project, table)
  if (steps.some(changesRows)) return false
  if (!steps.some(({ kind }) => kind === 'join')) return true
  const raw = tableName({ schema: 'raw', name: table.ref.name })
  const [counted] = await project.rows<{ n: number }>(`SELECT count(*) AS n FROM ${raw}`)
  return counted?.n === table.rows
}

/** What made a table of its raw rows. */
export async function stepsOf(project: Project, { ref, readBy }: Table): Promise<readonly StepSpec[]> {
  if (readBy) return readBy
  const steps = (await project.list('step', Step)).filter((step) => step.enabled && step.table === ref.name)
  return steps.map(({ spec }) => spec)
}

function isText({ type }: { type: string }): boolean {
  return type === 'VARCHAR'
}

function trimmed(column: string): string {
  return `trim(${ident(column)}, ${SPACES})`
}

function itself(table: Table, column: string): Written {
  return {
    value: trimmed(column),
    from: table.sql,
    texts: table.sql,
    times: '1',
    read: false,
    where: (predicate) => predicate,
    rowsSql: (predicate) => `SELECT rowid, *\nFROM ${table.sql}\nWHERE ${predicate}`
  }
}

/** What the texts of the file are called beside the values read from them: a word of both languages, for a query is shown in either. */
export function asDelivered({ columns }: Table, column: string): string {
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()))
  let label = `${column} (source)`
  while (taken.has(label.toLowerCase())) label += '~'
  return label
}

function behind(table: Table, raw: string, column: string): Written {
  const label = asDelivered(table, column)
  return {
    value: trimmed(column),
    from: raw,
    texts: raw,
    times: '1',
    read: true,
    where: (predicate) => `rowid IN (SELECT rowid FROM ${raw} WHERE ${predicate})`,
    rowsSql: (predicate) =>
      `SELECT cleaned.rowid, origin.value AS ${ident(label)}, cleaned.*\nFROM ${table.sql} AS cleaned\nJOIN (SELECT rowid AS place, ${ident(column)} AS value FROM ${raw} WHERE ${predicate}) AS origin ON origin.place = cleaned.rowid\nORDER BY cleaned.rowid`
  }
}
