import { randomUUID } from 'node:crypto'
import type { Choices } from '../../contract'
import { emptyFile } from '../regular-file'
import type { Project } from '../project'
import { ident } from '../sql'
import { FaultLog } from './faults'
import { loadDelimitedPart } from './load-delimited-part'
import { loadRecordsPart } from './load-records-part'
import type { LoadedPart, LoadPartOptions } from './loaded'
import type { OpenedPart } from './open-part'

/**
 * Loads one table of a staged file into a raw table of its own. Nothing of it stays where this fails or is cancelled;
 * afterwards `dropLoaded` throws it away, or a change keeps it.
 */
export async function loadPart(
  project: Project,
  part: OpenedPart,
  choices: Choices,
  options: LoadPartOptions
): Promise<LoadedPart> {
  const begun = performance.now()
  const table = `~loading-${randomUUID()}`
  const faults = new FaultLog(project)
  try {
    const load = part.format === 'delimited' ? loadDelimitedPart : loadRecordsPart
    const loaded = await load(project, part, choices, table, faults, options)
    if (!loaded.names.length) throw emptyFile(part.label)
    return {
      table,
      names: loaded.names,
      columns: loaded.columns,
      rows: loaded.rows,
      file: { name: part.file.name, size: part.file.size, sha256: loaded.sha256, format: part.format, part: part.path },
      report: {
        encoding: loaded.encoding,
        undecodableBytes: loaded.undecodableBytes,
        dialect: loaded.dialect,
        rowsRead: loaded.rowsRead,
        rowsLoaded: loaded.rows,
        faultCount: faults.count,
        faults: faults.first,
        columns: loaded.columns,
        notes: loaded.notes,
        seconds: (performance.now() - begun) / 1000
      },
      faults
    }
  } catch (error) {
    await dropLoaded(project, { table, faults })
    throw error
  }
}

/** Throws away what was loaded and not kept. */
export async function dropLoaded(
  project: Project,
  { table, faults }: Pick<LoadedPart, 'table' | 'faults'>
): Promise<void> {
  await faults.close()
  if (!project.database.isClosed) await project.database.run(`DROP TABLE IF EXISTS raw.${ident(table)}`)
}
