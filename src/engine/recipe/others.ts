import type { Project } from '../project'
import { listTables } from '../tables'
import type { Others } from './steps/kind'

/** The columns of every prepared table of the project but one. */
export async function otherTables(project: Project, table: string): Promise<Others> {
  const tables = await listTables(project)
  return new Map(tables.filter(({ ref }) => ref.name !== table).map(({ ref, columns }) => [ref.name, columns]))
}
