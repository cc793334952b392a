import type { ColumnInfo, PageRequest, RowShape, RowSource, Sort } from '../../contract'
import type { Project } from '../project'
import { filterPredicate, ident, unknownColumn } from '../sql'
import { gateSelect } from './gate'
import { resolveTable } from './resolve'

/** Columns and number of rows of a row source, and its query without paging. */
export async function shapeOf(project: Project, source: RowSource, signal?: AbortSignal): Promise<RowShape> {
  const { sql, columns } = await rowQuery(project, source, signal)
  const counted = await project.rows<{ n: number }>(`SELECT count(*) AS n FROM (${sql}\n)`, { signal })
  return { columns, rows: counted[0]?.n ?? 0, sql }
}

/** A page of a row source as an Arrow IPC stream. */
export async function readPage(
  project: Project,
  { source, offset, limit, columns: places }: PageRequest,
  signal?: AbortSignal
): Promise<Uint8Array> {
  const { sql } = await rowQuery(project, source, signal, places)
  return project.database.arrow(`${sql}\nLIMIT ${limit} OFFSET ${offset}`, { signal })
}

async function rowQuery(
  project: Project,
  source: RowSource,
  signal?: AbortSignal,
  places?: number[]
): Promise<{ sql: string; columns: ColumnInfo[] }> {
  if (source.kind === 'table') {
    const table = await resolveTable(project, source.table)
    const picked = places
      ? places.map((place) => table.columns[place]).filter((column) => column !== undefined)
      : table.columns
    const predicate = filterPredicate(source.filter, table.columns)
    const where = predicate === 'true' ? '' : `\nWHERE ${predicate}`
    return {
      sql: `SELECT ${picked.map(({ name }) => ident(name)).join(', ')}\nFROM ${table.sql}${where}${orderBy(source.sort, table.columns, true)}`,
      columns: picked
    }
  }
  const inner = await gateSelect(project, source.sql, signal)
  const described = await project.rows<{ column_name: string; column_type: string }>(
    `DESCRIBE SELECT * FROM (${inner}\n) LIMIT 0`,
    { signal }
  )
  const columns = described.map((row) => ({ name: row.column_name, type: row.column_type }))
  return { sql: `SELECT * FROM (${inner}\n)${orderBy(source.sort, columns, false)}`, columns }
}

/** Rows with equal keys keep their order in the file, so that pages never overlap. */
function orderBy(sort: Sort[] | undefined, columns: ColumnInfo[], hasRowid: boolean): string {
  if (!sort?.length) return ''
  const terms = sort.map(({ column, descending }) => {
    if (!columns.some(({ name }) => name === column)) throw unknownColumn(column)
    return `${ident(column)} ${descending ? 'DESC' : 'ASC'} NULLS LAST`
  })
  return `\nORDER BY ${[...terms, ...(hasRowid ? ['rowid'] : [])].join(', ')}`
}
