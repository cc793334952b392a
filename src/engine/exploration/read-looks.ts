import type { ColumnAt, Look, LookRead } from '../../contract'
import type { Project } from '../project'
import { filterInWords } from '../sql'
import { listTables, type Table } from '../tables'
import { withoutGrid } from './aspects'
import { rangeOf } from './period-range'
import { isDated } from './periods'

/** Looks newest first but values in view, each with its filter in words and the dates that it is kept to. */
export async function readLooks(
  project: Project,
  { offset, limit }: { offset: number; limit: number }
): Promise<{ total: number; looks: LookRead[] }> {
  const looks = withoutGrid(await project.looks.list()).toSorted((a, b) =>
    a.last > b.last ? -1 : a.last < b.last ? 1 : 0
  )
  const tables = new Map((await listTables(project)).map((table) => [table.ref.name, table]))
  return { total: looks.length, looks: looks.slice(offset, offset + limit).map((look) => asRead(look, tables)) }
}

function asRead(look: Look, tables: ReadonlyMap<string, Table>): LookRead {
  const filterWords = look.filter?.all.length ? filterInWords(look.filter) : null
  return { ...look, filterWords, period: periodOf(look, tables) }
}

function periodOf({ tables: [name], filter }: Look, tables: ReadonlyMap<string, Table>): LookRead['period'] {
  const table = name === undefined ? undefined : tables.get(name)
  const dated = (filter?.all ?? []).find(({ column }) =>
    table?.columns.some((one) => one.name === column && isDated(one.type))
  )
  const range = dated ? rangeOf(filter, dated.column) : null
  if (!table || !dated || !range) return null
  const at: ColumnAt = { table: table.ref.name, column: dated.column }
  return { ...at, from: range.from, to: range.to }
}
