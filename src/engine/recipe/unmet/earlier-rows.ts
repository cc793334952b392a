import { Source } from '../../../contract'
import type { Project } from '../../project'
import { fileLabel, tableOfVersion } from '../../sources'

/** The rows that a table had before: a table of `raw`, and the file of its last delivery then. */
export interface EarlierRows {
  name: string
  label: string
}

const MOST = 6

/** The rows that a table had before those of now, the latest first, as far as the project keeps them. */
export async function earlierRows(project: Project, table: string): Promise<EarlierRows[]> {
  const source = (await project.list('source', Source)).find((one) => one.table.name === table)
  if (!source) return []
  const seen = new Set([source.version])
  const found: EarlierRows[] = []
  for (const { version, deliveries, file } of await project.past('source', source.id, Source)) {
    if (seen.has(version) || found.length >= MOST) continue
    seen.add(version)
    const name = await tableOfVersion(project, version)
    if (name !== null) found.push({ name, label: fileLabel(deliveries.at(-1)?.files[0] ?? file) })
  }
  return found
}
