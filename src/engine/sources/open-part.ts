import { existsSync } from 'node:fs'
import type { FileOrigin, Format, LocalizedText, PartPath } from '../../contract'
import { detectFormat } from '../import'
import { emptyFile } from '../regular-file'
import type { Project } from '../project'
import { notThere, stageFile, unstageFile } from './stage'

/** One table of a chosen file, within reach: its bytes lie in the staging directory under a name of ours. */
export interface OpenedPart {
  /** The file as the user chose it. */
  file: { name: string; path: string; size: number; format: Format; changed?: bigint }
  /** The whole way to the table: archive member, then sheet or table. */
  path: PartPath
  format: Format
  /** The file that holds the table: the chosen one, or what was taken out of an archive. */
  data: { path: string; size: number; changed?: bigint }
  /** The way within that file. */
  inner: PartPath
  /** How messages call it. */
  label: string
  /** What taking it out of its archive had to say. */
  notes: LocalizedText[]
}

/** A chosen file in the staging directory, for as long as `work` lasts; what was linked or copied there then goes. */
export async function withStaged<T>(
  project: Project,
  origin: FileOrigin,
  name: string,
  work: (file: OpenedPart['file']) => Promise<T>,
  /** False while the last bytes of an upload have not come: its beginning tells the format. */
  complete = true
): Promise<T> {
  const staged = await stageFile(project, origin, name)
  try {
    if (staged.size === 0) throw emptyFile(name)
    const { format } = await detectFormat(staged.path, { name, complete })
    return await work({ name, ...staged, format })
  } catch (error) {
    // Loaded or thrown away while it was being looked at: what the reader met is no fault of the file.
    if (origin.kind === 'upload' && !existsSync(staged.path)) throw notThere(name)
    throw error
  } finally {
    // An upload stays until it is loaded or thrown away: the dialog looks at it many times.
    if (origin.kind === 'path') await unstageFile(staged.path)
  }
}
