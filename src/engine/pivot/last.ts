import type { PivotLayout, TableRef } from '../../contract'
import type { Project } from '../project'

/** The layout of the pivot table last looked at on a table, raw rows and prepared ones being one; null where there was none. */
export async function lastLayout(project: Project, { name }: TableRef): Promise<PivotLayout | null> {
  const looks = (await project.looks.list()).filter(({ pivot, tables }) => pivot && tables[0] === name)
  const last = looks.reduce<(typeof looks)[number] | null>((latest, look) => (latest && latest.last > look.last ? latest : look), null) // prettier-ignore
  return last?.pivot ?? null
}
