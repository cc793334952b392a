import type { ColumnProfile, StepSpec } from '../../contract'
import { castSql } from '../import'
import { missingWord, SPACES } from '../profile'
import type { Project } from '../project'
import { ident, tableName, text } from '../sql'
import type { Table } from '../tables'
import { asDelivered, rowsAreRaw, stepsOf } from './written'

/** Cells of one clean column that are empty only because the recipe could not read their raw text. */
export interface Unread {
  rows: number
  /** Predicate over the clean table that picks exactly these rows. */
  where: string
  /** These rows with the raw text in front, by `rowid`. */
  sql: string
  /** The most frequent raw texts, at most three of 40 characters. */
  examples: string[]
}

/** How many distinct raw texts are looked at for words that say "missing". */
const WORDS = 5_000

/**
 * For each given column that a recipe step reads from text, the cells whose raw text is there but could not be read.
 * Texts that say "missing" (N/A, -) and codes that the recipe makes missing are not among them. Rows are matched by
 * `rowid`: nothing is told of raw tables, nor where the recipe removes or repeats rows.
 */
export async function unreadCells(
  project: Project,
  table: Table,
  columns: readonly ColumnProfile[],
  signal?: AbortSignal
): Promise<ReadonlyMap<string, Unread>> {
  const found = new Map<string, Unread>()
  if (!(await rowsAreRaw(project, table))) return found
  const steps = await stepsOf(project, table)
  for (const { name, missing } of columns) {
    const unread = missing ? await unreadOf(project, table, name, steps, signal) : null
    if (unread) found.set(name, unread)
  }
  return found
}

async function unreadOf(
  project: Project,
  table: Table,
  column: string,
  steps: readonly StepSpec[],
  signal?: AbortSignal
): Promise<Unread | null> {
  const reading = steps.flatMap((spec) => (spec.kind === 'cast' && spec.column === column ? [spec.reading] : []))[0]
  if (!reading) return null
  const raw = tableName({ schema: 'raw', name: table.ref.name })
  const value = `${ident(column)}::VARCHAR`
  const bare = `trim(${value}, ${SPACES})`
  const codes = steps.flatMap((spec) =>
    spec.kind === 'missing' && spec.column === column ? spec.values.map(String) : []
  )
  const unreadable = `${bare} <> '' AND ${castSql(reading, `(${value})`)} IS NULL`
  const texts = await project.rows<{ value: string }>(
    `SELECT ${bare} AS value FROM ${raw} WHERE ${unreadable} AND length(${bare}) <= 40 GROUP BY ALL ORDER BY count(*) DESC, value LIMIT ${WORDS}`,
    { signal }
  )
  const words = [...codes, ...texts.map((row) => row.value).filter((word) => missingWord(word) !== null)]
  const kept = words.length ? `${unreadable} AND ${bare} NOT IN (${words.map(text).join(', ')})` : unreadable
  const where = `${ident(column)} IS NULL AND rowid IN (SELECT rowid FROM ${raw} WHERE ${kept})`
  const counted = await project.rows<{ n: number }>(`SELECT count(*) AS n FROM ${table.sql} WHERE ${where}`, { signal })
  const rows = counted[0]?.n ?? 0
  if (!rows) return null
  const shown = await project.rows<{ value: string }>(
    `SELECT left(${bare}, 40) AS value FROM ${raw} WHERE ${kept} AND rowid IN (SELECT rowid FROM ${table.sql} WHERE ${ident(column)} IS NULL) GROUP BY ALL ORDER BY count(*) DESC, value LIMIT 3`,
    { signal }
  )
  return { rows, where, sql: rowsSql(table, raw, column, kept), examples: shown.map((row) => row.value) }
}

function rowsSql(table: Table, raw: string, column: string, kept: string): string {
  const label = asDelivered(table, column)
  const texts = `SELECT rowid AS place, ${ident(column)} AS value FROM ${raw} WHERE ${kept}`
  return `SELECT cleaned.rowid, origin.value AS ${ident(label)}, cleaned.*\nFROM ${table.sql} AS cleaned\nJOIN (${texts}) AS origin ON origin.place = cleaned.rowid\nWHERE cleaned.${ident(column)} IS NULL\nORDER BY cleaned.rowid`
}
