import type { Project } from '../project'
import { ident } from '../sql'

/** Leaves no half-loaded table, also not when the project was closed meanwhile. */
export async function dropTable(project: Project, table: string): Promise<void> {
  if (!project.database.isClosed) await project.database.run(`DROP TABLE IF EXISTS raw.${ident(table)}`)
}
