import type { RuleDraft, TableRef } from '../../contract'
import type { Project } from '../project'
import { ident } from '../sql'
import { listTables, resolveTable, type Table } from '../tables'
import type { Ask, Ground } from './kinds/kind'

/** A table with what rules on it may look into. */
export interface TableGround extends Ground {
  table: Table
}

/** The rows of a table as they are, and the prepared tables beside it. */
export async function groundOf(project: Project, ref: TableRef): Promise<TableGround> {
  const [table, tables] = [await resolveTable(project, ref), await listTables(project)]
  return { table, columns: table.columns, from: table.sql, alias: ident(table.ref.name), others: byName(tables) }
}

export function byName(tables: readonly Table[]): Ground['others'] {
  return new Map(tables.map(({ ref, sql, columns }) => [ref.name, { sql, columns }]))
}

/** Questions to the database that stop with the work. */
export function asker(project: Project, signal?: AbortSignal): Ask {
  return (sql, stop) =>
    project.rows(sql, { signal: signal && stop ? AbortSignal.any([signal, stop]) : (stop ?? signal) })
}

/** Rules by the table that they are about, each table once. */
export function byTable<R extends RuleDraft>(rules: readonly R[]): { table: TableRef; rules: R[] }[] {
  const groups = new Map<string, { table: TableRef; rules: R[] }>()
  for (const rule of rules) {
    const key = JSON.stringify([rule.table.schema, rule.table.name])
    const group = groups.get(key)
    if (group) group.rules.push(rule)
    else groups.set(key, { table: rule.table, rules: [rule] })
  }
  return [...groups.values()]
}
