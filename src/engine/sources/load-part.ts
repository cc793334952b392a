import { randomUUID } from 'node:crypto'
import type { Choices, LocalizedText } from '../../contract'
import { readingNotes } from '../import'
import { emptyFile } from '../regular-file'
import type { Project } from '../project'
import { dropTable } from './drop-table'
import { detectedIn, isNameless, type Detected } from './detected'
import { inFile } from './in-file'
import { loadDelimitedPart } from './load-delimited-part'
import { loadRecordsPart } from './load-records-part'
import type { Loaded, LoadedPart, LoadPartOptions } from './loaded'
import type { OpenedPart } from './open-part'
import { sniffPart } from './sniff-part'

/**
 * Loads one table of a staged file into a raw table of its own, and others that stand below it in the same text. Nothing
 * stays where this fails or is cancelled; afterwards `dropLoaded` throws each away, or a change keeps it.
 */
export async function loadPart(
  project: Project,
  part: OpenedPart,
  choices: Choices,
  options: LoadPartOptions
): Promise<LoadedPart[]> {
  const begun = performance.now()
  const table = `~loading-${randomUUID()}`
  try {
    const load = part.format === 'delimited' ? loadDelimitedPart : loadRecordsPart
    const loaded = await load(project, part, choices, table, options)
    if (!loaded[0]?.names.length || isBlank(loaded)) throw emptyFile(part.label)
    const seconds = (performance.now() - begun) / 1000
    const detected = await detectedWithout(project, part, loaded[0], choices, options.signal)
    return loaded.map((each) => ({ ...described(part, each, seconds), ...(detected ? { detected } : {}) }))
  } catch (error) {
    await dropTable(project, table)
    throw inFile(part.label, error)
  }
}

/** What is seen of a file without the choices made for it: for a table without names nothing else tells which other files they are for. */
async function detectedWithout(
  project: Project,
  part: OpenedPart,
  { names }: Loaded,
  choices: Choices,
  signal: AbortSignal
): Promise<Detected | null> {
  if (!isNameless(names) || Object.values(choices).every((choice) => choice === undefined)) return null
  const seen = await sniffPart(project, part, {}, signal).catch(() => null)
  signal.throwIfAborted()
  return seen && detectedIn(seen)
}

/** Whether a text has nothing but blanks and ends of lines: no names of its own, no row, no line set aside. */
function isBlank([first, ...others]: readonly Loaded[]): boolean {
  if (!first?.dialect || others.length || first.rows || first.faults.count) return false
  return first.dialect.headerRows === 0 || isNameless(first.names)
}

/** Throws away what was loaded and not kept. */
export async function dropLoaded(
  project: Project,
  { table, faults }: Pick<LoadedPart, 'table' | 'faults'>
): Promise<void> {
  await faults.close()
  await dropTable(project, table)
}

function described({ file, format, path }: OpenedPart, loaded: Loaded, seconds: number): LoadedPart {
  const { table, title, names, columns, rows, sha256, journals, encoding, dialect, undecodableBytes, faults } = loaded
  return {
    table,
    names,
    columns,
    rows,
    file: {
      name: file.name,
      size: file.size,
      sha256,
      ...(journals?.length ? { journals } : {}),
      format,
      part: title === null ? path : [...path, title]
    },
    isBelow: title !== null,
    report: {
      encoding,
      undecodableBytes,
      dialect,
      rowsRead: rows + faults.rejected,
      rowsLoaded: rows,
      faultCount: faults.count,
      ...(faults.beside ? { besideCount: faults.beside } : {}),
      faults: faults.first,
      columns,
      notes: nonBlank([...loaded.notes, ...readingNotes(columns)]),
      seconds
    },
    faults
  }
}

function nonBlank(notes: readonly LocalizedText[]): LocalizedText[] {
  return notes.filter(({ fr }) => fr.trim() !== '')
}
