import type { FileLook, FileOrigin, Format, LocalizedText, Part, PartPath } from '../../contract'
import { fail, throwIfCancelled, toErrorData } from '../errors'
import { detectFormat, openArchive, readerOf, type Archive, type ReadOptions } from '../import'
import type { Project } from '../project'
import { withMember } from './members'
import { withStaged, type OpenedPart } from './open-part'

type StagedFile = OpenedPart['file']
type Found = Pick<FileLook, 'format' | 'parts' | 'notes'>

/** The tables of a chosen file. Where its upload still runs, formats that need their last bytes answer `waits`. */
export async function lookAtFile(
  project: Project,
  { origin, name, complete }: { origin: FileOrigin; name: string; complete: boolean },
  signal?: AbortSignal
): Promise<FileLook> {
  return withStaged(
    project,
    origin,
    name,
    async (file) => {
      const { format } = file
      if (!complete && format !== 'delimited') return { format, parts: [], waits: true, notes: [] }
      return { ...(await partsOf(project, file, { name, signal })), waits: false }
    },
    complete
  )
}

/** The tables of a staged file, in its order; those of an archive's files stand behind the name of each. */
export async function partsOf(project: Project, file: StagedFile, options: ReadOptions): Promise<Found> {
  const { format } = file
  if (format !== 'zip' && format !== 'gzip')
    return { format, parts: await tablesOf(file.path, file.name, format, options), notes: [] }
  const archive = await openArchive(format, file.path, file.name, options)
  try {
    const parts: Part[] = []
    for (const { path, refusal } of archive.members) {
      throwIfCancelled(options.signal)
      if (refusal) parts.push(unusable(path, format, refusal))
      else parts.push(...(await partsOfMember(project, { ...file, format, archive }, path, options)))
    }
    return { format, parts, notes: [] }
  } finally {
    archive.close()
  }
}

/** The table that a file is about where none is chosen: the first that is not hidden. */
export function firstPath(parts: readonly Part[]): PartPath {
  return (parts.find(({ hidden }) => !hidden) ?? parts[0])?.path ?? []
}

/** Works on one table of a staged file by its path, within reach as long as the work lasts. */
export async function withPart<T>(
  project: Project,
  file: StagedFile,
  path: PartPath,
  options: ReadOptions,
  work: (part: OpenedPart) => Promise<T>
): Promise<T> {
  const { format } = file
  const label = [file.name, ...path].join(' › ')
  if (format !== 'zip' && format !== 'gzip') {
    if (format === 'delimited' && path.length) throw missingPart(file.name, label)
    return work({ file, path, format, data: file, inner: path, label, notes: [] })
  }
  const [first, ...inner] = path
  if (first === undefined) throw missingPart(file.name, label)
  return withMember(project, { ...file, format }, first, options, async (member) => {
    const { format: own } = await detectFormat(member.path, { name: first })
    if (own === 'zip' || own === 'gzip') throw nested(file.name, label)
    if (own === 'delimited' && inner.length) throw missingPart(file.name, label)
    return work({ file, path, format: own, data: member, inner, label, notes: member.notes })
  })
}

async function partsOfMember(
  project: Project,
  archive: StagedFile & { format: Extract<Format, 'zip' | 'gzip'>; archive: Archive },
  path: string,
  options: ReadOptions
): Promise<Part[]> {
  // Taken out only where its tables must be told: a text is read when it is looked at or loaded.
  if (TEXT_NAME.test(path)) return [wholeFile([path], path)]
  try {
    return await withMember(project, archive, path, options, async (member) => {
      const { format } = await detectFormat(member.path, { name: path })
      if (format === 'zip' || format === 'gzip') return [unusable(path, format, NESTED)]
      const tables = await tablesOf(member.path, path, format, { ...options, name: path })
      return tables.map((part) => ({ ...part, path: [path, ...part.path] }))
    })
  } catch (error) {
    throwIfCancelled(options.signal)
    return [unusable(path, archive.format, toErrorData(error).message)]
  }
}

async function tablesOf(path: string, name: string, format: Format, options: ReadOptions): Promise<Part[]> {
  if (format === 'delimited') return [wholeFile([], name)]
  const found = await readerOf(format).parts(path, options)
  return found.map((part) => ({ ...part, name: part.name || (part.hidden ? BESIDE : name), format }))
}

/** What a document holds beside its tables. */
const BESIDE = 'valeurs hors des tables'

const TEXT_NAME = /\.(csv|tsv|tab|txt|psv|dat)$/i

function wholeFile(path: PartPath, name: string): Part {
  return { path, name, format: 'delimited', rows: null, columns: null, hidden: false, note: null }
}

/** Something in an archive that holds no table for us: shown with its reason, never loaded unless asked for. */
function unusable(path: string, format: Format, note: LocalizedText): Part {
  return { path: [path], name: path, format, rows: 0, columns: null, hidden: true, note }
}

const NESTED: LocalizedText = {
  fr: 'Archive dans l’archive : elle n’est pas ouverte. Décompressez-la, puis chargez-la à part.',
  en: 'An archive inside the archive: it is not opened. Unpack it, then load it on its own.'
}

function nested(name: string, label: string): Error {
  return fail(
    'refused',
    { fr: `« ${label} » : ${NESTED.fr}`, en: `“${label}”: ${NESTED.en}` },
    { place: { file: name } }
  )
}

function missingPart(name: string, label: string): Error {
  return fail(
    'not_found',
    { fr: `« ${label} » n’est pas une table de ce fichier.`, en: `“${label}” is no table of this file.` },
    {
      place: { file: name },
      hint: { fr: 'Choisissez une de ses tables.', en: 'Choose one of its tables.' }
    }
  )
}
