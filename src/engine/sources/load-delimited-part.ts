import type { Choices } from '../../contract'
import { formulaRemarks, reportDialect } from '../import'
import { countOf } from '../figure-text'
import type { Project } from '../project'
import { chooseReadings } from './choose-readings'
import type { FurtherLoaded } from './delimited-job'
import { dropTable } from './drop-table'
import { FaultLog } from './faults'
import { loadDelimited, type LoadedFile } from './load-delimited'
import type { Loaded, LoadPartOptions } from './loaded'
import type { OpenedPart } from './open-part'
import { proposeReadings } from './propose-readings'
import { renamedNote } from './renamed-note'
import { shuffledHeader } from './shuffled-header'

/** Loads a delimited text: its table, and each further one that stands below it. */
export async function loadDelimitedPart(
  project: Project,
  { data, notes }: OpenedPart,
  choices: Choices,
  table: string,
  { signal, onProgress }: LoadPartOptions
): Promise<Loaded[]> {
  const logs: FaultLog[] = []
  const logOf = (index: number): FaultLog => (logs[index] ??= new FaultLog(project))
  const opened: string[] = []
  try {
    const file = await loadDelimited(project, data.path, table, {
      signal,
      choices,
      changed: data.changed,
      onProgress,
      onNotes: async (some) => {
        for (const note of some) logOf(note.table ?? 0).add(note)
        for (const log of logs) await log?.flush()
      }
    })
    opened.push(...file.further.map((each) => each.table))
    const columns = await chooseReadings(project, table, file.judged, choices, signal)
    const first: Loaded = {
      table,
      title: null,
      names: file.names,
      columns,
      rows: file.rows,
      sha256: file.sha256,
      encoding: file.encoding,
      dialect: { ...reportDialect(file.dialect), newline: file.newline },
      undecodableBytes: file.read?.undecodable ?? 0,
      notes: [
        ...notes,
        ...file.remarks,
        ...formulaRemarks(columns, file.columns),
        ...(await shuffledHeader(project, table, file, signal)),
        ...lostNote(file),
        ...renamedNote(file.dialect.header, file.names)
      ],
      faults: logOf(0)
    }
    const others: Loaded[] = []
    for (const each of file.further) others.push(await furtherLoaded(project, first, each, logOf(each.index), signal))
    return [first, ...others]
  } catch (error) {
    for (const each of opened) await dropTable(project, each)
    for (const log of logs) await log?.close()
    throw error
  }
}

async function furtherLoaded(
  project: Project,
  first: Loaded,
  { index, table, names, title, rows, dialect, readings, inferred, missing, columns }: FurtherLoaded,
  faults: FaultLog,
  signal: AbortSignal
): Promise<Loaded> {
  const judged = await proposeReadings(project, table, { names, readings, inferred, missing, columns }, signal)
  return {
    ...first,
    table,
    title: title ?? `tableau ${index + 1}`,
    names,
    columns: judged,
    rows,
    dialect: reportDialect(dialect),
    undecodableBytes: 0,
    notes: [...formulaRemarks(judged, columns), ...renamedNote(dialect.header, names)],
    faults
  }
}

function lostNote({ read, rows }: LoadedFile): Loaded['notes'] {
  const lost = (read?.counts.rows ?? rows) - rows
  if (lost === 0) return []
  const { fr, en } = countOf(
    lost,
    ['ligne lue n’a pas été chargée', 'lignes lues n’ont pas été chargées'],
    ['row read was not loaded', 'rows read were not loaded']
  )
  return [{ fr: `${fr}.`, en: `${en}.` }]
}
