import { Step, type AppliedJoin, type ColumnInfo } from '../../contract'
import type { Project } from '../project'
import { listTables, type Table } from '../tables'

/** The joins in force in the recipes: enabled, with all that they bring in the prepared table. */
export async function appliedJoins(project: Project): Promise<AppliedJoin[]> {
  const tables = await listTables(project)
  const steps = await project.list('step', Step)
  return steps.flatMap(({ id, table, enabled, spec }) => {
    if (!enabled || spec.kind !== 'join') return []
    const own = tables.find(({ ref }) => ref.name === table)?.columns ?? []
    const { with: right, on, how, normalise, columns } = spec
    const isThere = tables.some(({ ref }) => ref.name === right) && columns.every(({ as }) => holds(own, as))
    return isThere ? [{ step: id, left: table, right, on, how, normalise, columns }] : []
  })
}

/** The tables without the columns that joins brought: these belong to other tables, and refer to them by construction. */
export function withoutJoined(tables: readonly Table[], joins: readonly AppliedJoin[]): Table[] {
  return tables.map((table) => {
    const brought = joins.filter(({ left }) => left === table.ref.name).flatMap(({ columns }) => columns)
    if (!brought.length) return table
    return { ...table, columns: table.columns.filter(({ name }) => !brought.some(({ as }) => as === name)) }
  })
}

function holds(columns: readonly ColumnInfo[], name: string): boolean {
  return columns.some((column) => column.name === name)
}
