import { Source, type Anomaly } from '../../contract'
import type { Project } from '../project'

/** By table, the column that the program added at the import to name the file of each row. */
export async function madeColumns(project: Project): Promise<ReadonlyMap<string, string>> {
  return new Map(
    (await project.list('source', Source)).flatMap(({ table, deliveries }) => {
      const made = deliveries.at(-1)?.fileColumn
      return made ? [[table.name, made] as const] : []
    })
  )
}

/** Whether an anomaly speaks of such a column alone: how files are called and how many rows each has is nobody's fault. */
export function isOnMade({ table, columns }: Anomaly, made: ReadonlyMap<string, string>): boolean {
  const column = made.get(table.name)
  return column !== undefined && columns.length > 0 && columns.every((name) => name === column)
}
