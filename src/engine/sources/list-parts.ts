import type { FileLook, FileOrigin, Part, PartPath } from '../../contract'
import { fail } from '../errors'
import { readerOf } from '../import'
import type { Project } from '../project'
import { detectFormat } from './detect-format'
import { withStaged, type OpenedPart } from './open-part'

/** The tables of a chosen file. Where its upload still runs, formats that need their last bytes answer `waits`. */
export async function lookAtFile(
  project: Project,
  { origin, name, complete }: { origin: FileOrigin; name: string; complete: boolean },
  signal?: AbortSignal
): Promise<FileLook> {
  return withStaged(project, origin, name, async (file) => {
    const { format } = await detectFormat(file.path, name)
    if (!complete && format !== 'delimited') return { format, parts: [], waits: true, notes: [] }
    return { format, parts: await partsOf(file, signal), waits: false, notes: [] }
  })
}

/** The tables of a staged file, in its order. */
export async function partsOf(file: OpenedPart['file'], signal?: AbortSignal): Promise<Part[]> {
  const { format } = await detectFormat(file.path, file.name)
  if (format === 'delimited')
    return [{ path: [], name: file.name, format, rows: null, columns: null, hidden: false, note: null }]
  const found = await readerOf(format).parts(file.path, { signal })
  return found.map((part) => ({ ...part, format }))
}

/** One table of a staged file by its path, within reach. */
export async function openPart(file: OpenedPart['file'], path: PartPath): Promise<OpenedPart> {
  const { format } = await detectFormat(file.path, file.name)
  const label = [file.name, ...path].join(' › ')
  if (format === 'delimited' && path.length) throw missingPart(label)
  return { file, path, format, data: file, inner: path, label }
}

function missingPart(label: string): Error {
  return fail('not_found', {
    fr: `« ${label} » ne contient pas cette table.`,
    en: `“${label}” does not hold this table.`
  })
}
