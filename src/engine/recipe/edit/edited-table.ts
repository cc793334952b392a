import type { Project } from '../../project'
import { resolveTable, type Table } from '../../tables'
import { otherTables } from '../others'
import type { Others } from '../steps/kind'

/** What a change of a table's recipe has to know of the table. */
export interface EditedTable {
  name: string
  raw: Table
  others: Others
}

/** Looks at a table before its recipe is changed. */
export async function editedTable(project: Project, name: string): Promise<EditedTable> {
  return {
    name,
    raw: await resolveTable(project, { schema: 'raw', name }),
    others: await otherTables(project, name)
  }
}
