import type { ColumnInfo, ColumnOutcome, RecipeOutcome } from '../../contract'
import type { Project } from '../project'
import { Step } from '../../contract'
import { ident } from '../sql'
import { resolveTable, type Table } from '../tables'
import { kindOf } from './steps'

/** Columns asked about in one query. */
const AT_ONCE = 200

/**
 * What a table is before its recipe and behind it. Cells are compared row by row where every step keeps the rows; else
 * columns are told by their figures only.
 */
export async function recipeOutcome(project: Project, table: string, signal?: AbortSignal): Promise<RecipeOutcome> {
  const raw = await resolveTable(project, { schema: 'raw', name: table })
  const clean = await resolveTable(project, { schema: 'clean', name: table })
  const steps = (await project.list('step', Step)).filter((step) => step.table === table && step.enabled)
  const kept =
    raw.rows === clean.rows && steps.every(({ spec }) => kindOf(spec).rows === 'same' || spec.kind === 'join')
  return {
    table: clean.ref,
    rows: { before: raw.rows, after: clean.rows },
    columns: await columnOutcomes(project, raw, clean, kept, signal)
  }
}

/** Rows as a query may name them, with their columns. */
export type Rows = Pick<Table, 'sql' | 'columns'>

/** The columns of two states of one table; cells stand against each other where both hold the same rows in the same order. */
export async function columnOutcomes(
  project: Project,
  one: Rows,
  other: Rows,
  isSameRows: boolean,
  signal?: AbortSignal
): Promise<ColumnOutcome[]> {
  const before = await figuresOf(project, one, signal)
  const after = await figuresOf(project, other, signal)
  const shared = one.columns.filter(({ name }) => after.has(name))
  const changed = isSameRows ? await changedCells(project, one, other, shared, signal) : new Map<string, number>()
  return [...new Set([...before.keys(), ...after.keys()])].map((name) => ({
    name,
    before: before.get(name) ?? null,
    after: after.get(name) ?? null,
    changedCells: changed.get(name) ?? null
  }))
}

async function figuresOf(
  project: Project,
  { sql, columns }: Rows,
  signal?: AbortSignal
): Promise<Map<string, NonNullable<ColumnOutcome['before']>>> {
  const found = new Map<string, NonNullable<ColumnOutcome['before']>>()
  for (let at = 0; at < columns.length; at += AT_ONCE) {
    const some = columns.slice(at, at + AT_ONCE)
    const asked = some.map(
      ({ name }, place) => `count(*) - count(${ident(name)}) AS m${place}, count(DISTINCT ${ident(name)}) AS d${place}`
    )
    const [row] = await project.rows<Record<string, number>>(`SELECT ${asked.join(', ')} FROM ${sql}`, { signal })
    for (const [place, { name, type }] of some.entries())
      found.set(name, { type, missing: row?.[`m${place}`] ?? 0, distinct: row?.[`d${place}`] ?? 0 })
  }
  return found
}

/** Cells of common columns whose text differs; both tables hold the same rows in the same order. */
async function changedCells(
  project: Project,
  raw: Rows,
  clean: Rows,
  columns: readonly ColumnInfo[],
  signal?: AbortSignal
): Promise<Map<string, number>> {
  const changed = new Map<string, number>()
  if (raw.sql === clean.sql) return new Map(columns.map(({ name }) => [name, 0]))
  const numbered = (table: Rows, some: readonly ColumnInfo[]): string =>
    `(SELECT row_number() OVER () AS n${some.map(({ name }, place) => `, CAST(${ident(name)} AS VARCHAR) AS c${place}`).join('')} FROM ${table.sql})`
  for (let at = 0; at < columns.length; at += AT_ONCE) {
    const some = columns.slice(at, at + AT_ONCE)
    const asked = some.map((_, place) => `count(*) FILTER (a.c${place} IS DISTINCT FROM b.c${place}) AS c${place}`)
    const [row] = await project.rows<Record<string, number>>(
      `SELECT ${asked.join(', ')} FROM ${numbered(raw, some)} AS a JOIN ${numbered(clean, some)} AS b ON a.n = b.n`,
      { signal }
    )
    for (const [place, { name }] of some.entries()) changed.set(name, row?.[`c${place}`] ?? 0)
  }
  return changed
}
