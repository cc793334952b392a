import { createHash } from 'node:crypto'
import { Source, type ColumnInfo, type StepSpec, type TableInfo, type TableRef } from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { tableName, text } from '../sql'

/** A table as queries may use it: its physical place, its columns, its number of rows and its fingerprint. */
export interface Table extends TableInfo {
  /** Quoted name for `FROM`; bears `rowid`. */
  sql: string
  /** Of a copy of raw rows: the steps that read it from these. */
  readBy?: readonly StepSpec[]
}

/** The tables to analyse: for each source its clean table where a recipe made one, else its raw table. */
export async function listTables(project: Project): Promise<Table[]> {
  const sources = await project.list('source', Source)
  return Promise.all(sources.map((source) => resolveTable(project, { schema: 'clean', name: source.table.name })))
}

/** Tables as they are, or by their references; those to analyse where none is asked for. */
export function tablesAsked(project: Project, asked?: readonly (TableRef | Table)[]): Promise<Table[]> {
  if (!asked) return listTables(project)
  return Promise.all(asked.map((one) => ('sql' in one ? one : resolveTable(project, one))))
}

/** Before the fingerprint, in `chantier.built`, of what is a view of raw rows only. */
export const VIEW = 'view '

/** A table by its reference; `clean` falls back on the raw rows where no recipe step changes them. */
export async function resolveTable(project: Project, ref: TableRef): Promise<Table> {
  const built = await project.rows<{ fingerprint: string }>(
    `SELECT fingerprint FROM chantier.built WHERE name = ${text(ref.name)} AND NOT starts_with(fingerprint, ${text(VIEW)})`
  )
  const schema = ref.schema === 'clean' && built[0] ? 'clean' : 'raw'
  const physical: TableRef = { schema, name: ref.name }
  const columns = await readColumns(project, physical)
  if (!columns.length) throw missingTable(ref)
  const sql = tableName(physical)
  const counted = await project.rows<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`)
  const fingerprint = schema === 'clean' && built[0] ? built[0].fingerprint : await rawFingerprint(project, ref.name)
  return { ref: physical, columns, rows: counted[0]?.n ?? 0, fingerprint, sql }
}

const resolved = new WeakMap<Project, { revision: number; tables: Map<string, Promise<Table>> }>()

/** As `resolveTable`, looked up once while the project stays as it is: for pages, which are asked for by the dozen. */
export async function resolveForPages(project: Project, ref: TableRef): Promise<Table> {
  const [head] = await project.rows<{ revision: number }>('SELECT revision FROM chantier.head')
  const revision = head?.revision ?? 0
  let kept = resolved.get(project)
  if (kept?.revision !== revision) resolved.set(project, (kept = { revision, tables: new Map() }))
  const { tables } = kept
  const key = JSON.stringify([ref.schema, ref.name])
  const present = tables.get(key)
  if (present) return present
  const table = resolveTable(project, ref)
  tables.set(key, table)
  table.catch(() => tables.delete(key))
  return table
}

/** The columns of a table as it stands, in their order; none where it is not there. */
export async function readColumns(project: Project, { schema, name }: TableRef): Promise<ColumnInfo[]> {
  return project.rows<{ name: string; type: string }>(
    `SELECT column_name AS name, data_type AS type FROM duckdb_columns() WHERE schema_name = ${text(schema)} AND table_name = ${text(name)} AND database_name = current_database() ORDER BY column_index`
  )
}

async function rawFingerprint(project: Project, name: string): Promise<string> {
  const source = (await project.list('source', Source)).find((candidate) => candidate.table.name === name)
  return createHash('sha256')
    .update(JSON.stringify(source ? contentOf(source) : null))
    .digest('hex')
}

/** What the rows of a source follow from: the bytes that were delivered, and how they were read. */
export function contentOf({ file, report, deliveries }: Source): unknown {
  const first = { mode: 'first', files: [file], report }
  return (deliveries.length ? deliveries : [first]).map(({ mode, files, report: { dialect, encoding, columns } }) => [
    mode,
    files.map(({ sha256, journals = [], part }) => [sha256, part, ...journals.map((journal) => journal.sha256)]),
    dialect,
    encoding,
    columns.map(({ name, type }) => [name, type])
  ])
}

function missingTable(ref: TableRef): Error {
  return fail('not_found', {
    fr: `La table « ${ref.name} » n’est pas dans le projet.`,
    en: `The table “${ref.name}” is not in the project.`
  })
}
