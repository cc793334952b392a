import {
  FileReading,
  type Choices,
  type FileChoice,
  type FileFacts,
  type ImportResult,
  type LocalizedText,
  type Progress,
  Source
} from '../../contract'
import { inBothLanguages } from '../figure-text'
import { cancelled, fail, throwIfCancelled, toErrorData } from '../errors'
import type { Project } from '../project'
import { chosenPaths } from './chosen-paths'
import { commonestShape } from './commonest-shape'
import { fileLabel } from './file-label'
import { keepSource, type NewSource } from './keep-source'
import { dropLoaded, loadPart } from './load-part'
import type { LoadedPart } from './loaded'
import { withPart } from './list-parts'
import { withStaged, type OpenedPart } from './open-part'
import { severalNote } from './several-note'
import { shapeOfNames } from './shape-of-names'
import { discardUploads } from './uploads'
import { differentShape, unite } from './unite'

type Report = (progress: Progress) => void

/** How several files become one table. */
export interface Together {
  name?: string
  fileColumn: boolean
  /** Files that cannot be loaded or have other columns than most are told as failed; without it, they refuse the whole. */
  leaveOthers?: boolean
}

/**
 * Loads files one after another, the tables of each in one undoable change. A file or a table of it that cannot be loaded is
 * told by name and the others go on; when cancelled, the file in hand leaves nothing behind and those before it stay. The upload of a
 * file that was not loaded stays too, so that it can be tried again.
 */
export async function importFiles(
  project: Project,
  files: FileChoice[],
  report: Report,
  signal: AbortSignal
): Promise<ImportResult> {
  if (!files.length) throw nothingChosen()
  const result: ImportResult = { sources: [], failed: [] }
  const open = new Set(files)
  try {
    for (const [place, file] of files.entries()) {
      const before = result.failed.length
      try {
        const shared = files.some((other) => other !== file && sameOrigin(other, file))
        const told = turned(report, place, files.length)
        result.sources.push(...(await importFile(project, file, shared, told, signal, result.failed)))
        if (result.failed.length === before) open.delete(file)
      } catch (error) {
        // A closed project takes no further file.
        if (signal.aborted || project.database.isClosed) throw cancelled()
        result.failed.push({ file: file.name, ...refusalOf(error), place })
      }
    }
    return result
  } finally {
    if (open.size) await project.giveBackRoom()
    await discardSent(project, files, open)
  }
}

/**
 * Loads files of one shape as one table, in one undoable change: all of them, or none but where others may be left. Tables of other columns below those of
 * the files are tables of their own. What a file held that could not be
 * read, such as a bad member of an archive, is told as failed.
 */
export async function importTogether(
  project: Project,
  files: FileChoice[],
  together: Together,
  report: Report,
  signal: AbortSignal
): Promise<ImportResult> {
  const loaded: LoadedPart[] = []
  const failed: ImportResult['failed'] = []
  const first = files[0]
  if (!first) throw nothingChosen()
  const open = new Set(files)
  try {
    let refusal: unknown
    for (const [place, file] of files.entries())
      try {
        loaded.push(...(await loadFile(project, file, turned(report, place, files.length), signal, failed)))
      } catch (error) {
        if (!together.leaveOthers || signal.aborted || project.database.isClosed) throw error
        refusal ??= error
        failed.push({ file: file.name, ...refusalOf(error), place })
      }
    if (!loaded.length && refusal) throw refusal
    const { alike, others } = together.leaveOthers ? commonestShape(loaded) : { alike: loaded, others: [] }
    const [model] = alike
    if (model)
      for (const other of others)
        failed.push({ file: fileLabel(other.file), ...refusalOf(differentShape(model, other)), place: null })
    const name = together.name ?? first.name
    const wanted: NewSource[] = []
    try {
      for (const [place, parts] of apartByShape(alike).entries()) {
        const [one] = parts
        const whole = place > 0 && one && parts.length === 1 ? one : await unite(project, parts, together, signal)
        wanted.push({
          loaded: whole,
          files: filesOf(parts),
          wantedName: place === 0 ? name : [stem(name), whole.file.part.at(-1)].join(' '),
          choices: first.choices ?? {}
        })
      }
      const kept = await keep(project, name, wanted, signal)
      for (const file of files)
        if (!failed.some(({ place }) => place !== null && files[place] === file)) open.delete(file)
      return { sources: kept, failed }
    } finally {
      for (const each of wanted) await dropLoaded(project, each.loaded)
    }
  } catch (error) {
    if (signal.aborted) throw cancelled()
    throw error
  } finally {
    for (const each of loaded) await dropLoaded(project, each)
    if (open.size) await project.giveBackRoom()
    await discardSent(project, files, open)
  }
}

/**
 * The tables to put together, and those that stood below others with columns of their own, by their columns: they are no
 * part of what was asked for, and no reason to refuse it.
 */
function apartByShape(loaded: readonly LoadedPart[]): LoadedPart[][] {
  const shape = shapeOfNames(loaded[0]?.names ?? [])
  const asked: LoadedPart[] = []
  const below = new Map<string, LoadedPart[]>()
  for (const part of loaded) {
    const own = shapeOfNames(part.names)
    if (!part.isBelow || own === shape) asked.push(part)
    else below.set(own, [...(below.get(own) ?? []), part])
  }
  return [asked, ...below.values()]
}

/** The files of one table in the order of its rows, each with how it was read where there are several. */
function filesOf(parts: readonly LoadedPart[]): FileFacts[] {
  if (parts.length < 2) return parts.map(({ file }) => file)
  return parts.map(({ file, report }) => ({ ...file, read: FileReading.parse(report) }))
}

/** Loads a file; its tables are named after the file and the part where it gives several, here or (`shared`) by other choices. */
async function importFile(
  project: Project,
  file: FileChoice,
  shared: boolean,
  report: Report,
  signal: AbortSignal,
  missed: ImportResult['failed']
): Promise<Source[]> {
  const loaded = await loadFile(project, file, report, signal, missed)
  try {
    throwIfCancelled(signal)
    const several = shared || loaded.length > 1
    const wanted = loaded.map((each) => ({
      loaded: each,
      wantedName: several ? [stem(file.name), ...each.file.part].join(' ') : file.name,
      choices: file.choices ?? {}
    }))
    const kept = await keep(project, file.name, wanted, signal)
    await Promise.all(loaded.map(({ faults }) => faults.close()))
    return kept
  } catch (error) {
    for (const each of loaded) await dropLoaded(project, each)
    throw error
  }
}

function keep(project: Project, label: string, wanted: NewSource[], signal: AbortSignal): Promise<Source[]> {
  return project.change(
    { fr: `Importer « ${label} »`, en: `Import “${label}”` },
    async (scope) => {
      const kept: Source[] = []
      const before = await scope.list('source', Source)
      for (const one of wanted) kept.push(await keepSource(scope, one, [...before, ...kept]))
      return kept
    },
    signal
  )
}

/** Loads the chosen table of a file, or all of its tables that are not hidden; what it leaves out is added to `missed`. */
async function loadFile(
  project: Project,
  { origin, name, part, choices }: FileChoice,
  report: Report,
  signal: AbortSignal,
  missed: ImportResult['failed']
): Promise<LoadedPart[]> {
  return withStaged(project, origin, name, async (file) => {
    const loaded: LoadedPart[] = []
    try {
      const { paths, notes, unusable } = await chosenPaths(project, file, part, signal)
      const left: ImportResult['failed'] = []
      let refusal: unknown
      for (const [place, path] of paths.entries()) {
        try {
          const told = turned(report, place, paths.length)
          const tables = await withPart(project, file, path, { name, signal }, (opened) =>
            loadOne(project, opened, choices ?? {}, told, signal)
          )
          tables[0]?.report.notes.push(...severalNote(tables))
          loaded.push(...tables)
        } catch (error) {
          // Of a file with several tables, the others load.
          if (signal.aborted || project.database.isClosed || part || paths.length < 2) throw error
          refusal ??= error
          left.push({ file: [name, ...path].join(' › '), ...refusalOf(error), place: null })
        }
      }
      if (!loaded.length && refusal) throw refusal
      loaded[0]?.report.notes.unshift(...notes, ...left.map((one) => leftOut(name, one)))
      missed.push(...unusable, ...left)
      return loaded
    } catch (error) {
      for (const each of loaded) await dropLoaded(project, each)
      throw error
    }
  })
}

/** Loads one opened table (and those below it in the same text), its progress told in bytes of the file that holds it. */
export async function loadOne(
  project: Project,
  part: OpenedPart,
  choices: Choices,
  report: Report,
  signal: AbortSignal
): Promise<LoadedPart[]> {
  const shown = part.label.slice(0, 120)
  const loading: LocalizedText = { fr: `Chargement de « ${shown} »`, en: `Loading “${shown}”` }
  const judging: LocalizedText = {
    fr: `Examen des colonnes de « ${shown} »`,
    en: `Looking at the columns of “${shown}”`
  }
  const { size } = part.data
  return loadPart(project, part, choices, {
    signal,
    onProgress: (done, total) => {
      if (done >= total) report({ step: judging, done: size, total: null })
      else report({ step: loading, done: Math.round((done / total) * size), total: size, unit: 'bytes' })
    }
  })
}

/** The same, each step told with its turn where there are several files, or several tables of one. */
function turned(report: Report, place: number, of: number): Report {
  if (of < 2) return report
  const { fr, en } = inBothLanguages((format) => [format(place + 1), format(of)])
  return (progress) =>
    report({
      ...progress,
      step: { fr: `${progress.step.fr} (${fr.join(' sur ')})`, en: `${progress.step.en} (${en.join(' of ')})` }
    })
}

function sameOrigin({ origin: one }: FileChoice, { origin: other }: FileChoice): boolean {
  if (one.kind === 'upload') return other.kind === 'upload' && one.id === other.id
  return other.kind === 'path' && one.path === other.path
}

/** Uploads of which every table was loaded; those of the files still open are kept. */
async function discardSent(
  project: Project,
  files: readonly FileChoice[],
  open: ReadonlySet<FileChoice>
): Promise<void> {
  if (project.database.isClosed) return
  const idOf = ({ origin }: FileChoice): string[] => (origin.kind === 'upload' ? [origin.id] : [])
  const kept = new Set([...open].flatMap(idOf))
  await discardUploads(
    project,
    files.flatMap(idOf).filter((id) => !kept.has(id))
  )
}

function refusalOf(error: unknown): Pick<ImportResult['failed'][number], 'message' | 'hint'> {
  const { message, hint } = toErrorData(error)
  return { message, hint: hint ?? null }
}

function leftOut(file: string, { file: label, message }: ImportResult['failed'][number]): LocalizedText {
  const part = label.slice(`${file} › `.length)
  return { fr: `Laissé de côté : « ${part} ». ${message.fr}`, en: `Left out: “${part}”. ${message.en}` }
}

function nothingChosen(): Error {
  return fail(
    'input',
    { fr: 'Aucun fichier à charger.', en: 'No file to load.' },
    {
      hint: {
        fr: 'Choisissez au moins un fichier ; un dossier vide n’en a aucun.',
        en: 'Choose at least one file; an empty folder has none.'
      }
    }
  )
}

function stem(name: string): string {
  return name.replace(/\.[a-z0-9]{1,8}$/i, '')
}
