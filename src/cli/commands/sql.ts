import { tableFromIPC } from 'apache-arrow'
import type { ColumnInfo, RowSource } from '../../contract'
import type { Engine } from '../../engine'
import { counted } from '../counted'
import { printJson, say } from '../output'
import { withProject } from '../project-of'

type Cell = string | number | boolean | null
const PAGE = 50_000

/**
 * Runs one SELECT on a project and prints its rows; `--json` as columns and rows of plain values: numbers and booleans where
 * JSON holds them exactly, all else (dates, decimals, lists) in DuckDB's own text.
 */
export async function sql(project: string, query: string, options: { json?: boolean; limit: number }): Promise<void> {
  await withProject(project, async (engine) => {
    const shape = await engine.client.tables.shape({ source: { kind: 'query', sql: query } })
    const rows = await readRows(engine, shape.sql, shape.columns, Math.min(options.limit, shape.rows))
    if (options.json) return printJson({ columns: shape.columns, rows, total: shape.rows })
    process.stdout.write(shape.columns.map(({ name }) => field(name)).join('\t') + '\n')
    for (const row of rows) process.stdout.write(row.map(field).join('\t') + '\n')
    if (rows.length < shape.rows) tellLeftOut(rows.length, shape.rows)
  })
}

/** Says that rows are left out, where nothing on stdout tells it. */
function tellLeftOut(shown: number, all: number): void {
  const { fr, en } = counted(all, ['ligne', 'lignes'], ['row', 'rows'])
  say(
    `${shown.toLocaleString('fr-FR').replace(/\u202f/g, ' ')} sur ${fr} : ajoutez --limit ${all} pour les avoir toutes.`,
    `${shown.toLocaleString('en-GB')} of ${en}: add --limit ${all} to have them all.`
  )
}

async function readRows(engine: Engine, query: string, columns: ColumnInfo[], count: number): Promise<Cell[][]> {
  const cells = columns.map(({ name, type }) => (PLAIN.test(type) ? quoted(name) : `CAST(${quoted(name)} AS VARCHAR)`))
  const source: RowSource = { kind: 'query', sql: `SELECT ${cells.join(', ')} FROM (${query}\n)` }
  const rows: Cell[][] = []
  while (rows.length < count) {
    const limit = Math.min(PAGE, count - rows.length)
    const table = tableFromIPC(await engine.page({ source, offset: rows.length, limit }))
    if (!table.numRows) break
    const vectors = columns.map((_, place) => table.getChildAt(place))
    for (let row = 0; row < table.numRows; row++) rows.push(vectors.map((vector, place) => plain(vector?.get(row), columns[place]?.type ?? ''))) // prettier-ignore
  }
  return rows
}

/** Types whose values JSON holds as they are. */
const PLAIN = /^(BOOLEAN|U?(TINY|SMALL)INT|U?INTEGER|U?BIGINT|FLOAT|DOUBLE|VARCHAR)$/

function plain(value: unknown, type: string): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : special(value)
  if (type === 'HUGEINT' || type === 'UHUGEINT') {
    const whole = Number(value)
    return Number.isSafeInteger(whole) ? whole : String(value)
  }
  return typeof value === 'boolean' ? value : String(value)
}

/** JSON has no such numbers: DuckDB's words for them. */
function special(value: number): string {
  return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf'
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A value in a tab-separated line: what would break the line is written as in TSV (`\t`, `\n`). */
function field(value: Cell): string {
  if (value === null) return ''
  return String(value).replace(
    /[\\\t\n\r]/g,
    (char) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[char] ?? char
  )
}
