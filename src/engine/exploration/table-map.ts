import type { TableMap, TableRef } from '../../contract'
import type { Project } from '../project'
import { resolveTable } from '../tables'
import { columnCoverage } from './coverage'
import { periodCoverage } from './periods'

/** The map of one table, column by column and period by period. */
export async function tableMap(project: Project, ref: TableRef, signal?: AbortSignal): Promise<TableMap> {
  const table = await resolveTable(project, ref)
  const looks = await project.looks.list()
  return {
    table: table.ref,
    columns: columnCoverage(table, looks),
    periods: await periodCoverage(project, table, looks, signal)
  }
}
