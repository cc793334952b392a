import type { PivotSpec } from '../../contract'
import type { Project } from '../project'
import { filterPredicate } from '../sql'
import { resolveTable, type Table } from '../tables'
import { binsOf } from './bins'
import { where, type Compiled } from './compile'
import { compileField, fieldColumn } from './fields'
import { compileMeasure } from './measures'

/** A pivot table on its table, with how many rows and combinations there are. */
export interface Prepared extends Compiled {
  table: Table
  n: number
  rowGroups: number
  columnGroups: number
}

/** Reads what a pivot table needs before it is compiled: the width of its bins, and how many combinations each axis has. */
export async function preparePivot(project: Project, spec: PivotSpec, signal?: AbortSignal): Promise<Prepared> {
  const table = await resolveTable(project, spec.table)
  const compiled = await Promise.all(
    [...spec.rows, ...spec.columns].map(async (field) => {
      const column = fieldColumn(table.columns, field)
      const bins = field.group === 'bins' ? await binsOf(project, table, column, signal) : null
      return compileField(column, field.group, bins)
    })
  )
  const rows = compiled.slice(0, spec.rows.length)
  const columns = compiled.slice(spec.rows.length)
  const measures = spec.measures.map((measure) => compileMeasure(table.columns, measure))
  const predicate = filterPredicate(spec.filter, table.columns)
  const groups = (fields: typeof rows): string =>
    fields.length
      ? `(SELECT count(*) FROM (SELECT DISTINCT ${fields.map(({ sql }, at) => `${sql} AS k${at}`).join(', ')} FROM ${table.sql}${where(predicate)}))`
      : '1'
  const [counted] = await project.rows<{ n: number; rows: number; columns: number }>(
    `SELECT (SELECT count(*) FROM ${table.sql}${where(predicate)}) AS n, ${groups(rows)} AS rows, ${groups(columns)} AS columns`,
    { signal }
  )
  const { n = 0, rows: rowGroups = 0, columns: columnGroups = 0 } = counted ?? {}
  return {
    table,
    from: table.sql,
    predicate,
    rows,
    columns,
    measures,
    n,
    rowGroups,
    columnGroups,
    most: {
      rows: rowGroups > spec.mostRows ? spec.mostRows : null,
      columns: columns.length && columnGroups > spec.mostColumns ? spec.mostColumns : null
    }
  }
}
