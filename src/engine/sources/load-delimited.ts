import { open } from 'node:fs/promises'
import type { ColumnReading, LocalizedText } from '../../contract'
import { dialectRemarks, encodingBy, lookAt, subtotalRemarks, totalRemarks } from '../import'
import type { Project } from '../project'
import { survey, type DelimitedJob, type LoadDelimitedOptions, type NamedTable } from './delimited-job'
import { dropTable } from './drop-table'
import { foreseenOf } from './foresee'
import { loadBeside } from './load-beside'
import { loadRepaired } from './load-repaired'
import { loadTranscoded } from './load-transcoded'
import { mentionsSums } from './mention-sums'
import { proposeReadings } from './propose-readings'

/** A delimited file as a raw table, and all that is to be told of it. */
export interface LoadedFile extends NamedTable {
  judged: ColumnReading[]
  sha256: string
  size: number
  encoding: string
  newline: '\n' | '\r\n' | '\r'
  /** What is to be told of the file beside its lines. */
  remarks: LocalizedText[]
}

/**
 * Loads a delimited file as `raw.<table>`, in the time that DuckDB needs for it: what some small pieces show of the file is
 * taken for true, and proven on all its bytes while DuckDB loads it (encoding, NULs, a header that comes again; the
 * reader's strict mode proves the rest). Where that fails, the rows are thrown away and our own reader takes the file,
 * which repairs, tells, and loses nothing. An error, also a cancellation, leaves no table.
 */
export async function loadDelimited(
  project: Project,
  path: string,
  table: string,
  options: LoadDelimitedOptions
): Promise<LoadedFile> {
  const file = await open(path, 'r')
  try {
    const facts = await file.stat({ bigint: true })
    const { ctimeNs, mtimeNs: written } = facts
    const size = Number(facts.size)
    const { choices, changed = ctimeNs } = options
    const job: DelimitedJob = { project, path, file, size, changed, written, table, options }
    // Lines to leave out may be more than the look sees.
    const seen = choices.skip || choices.footer ? null : await foreseenOf(project, file, facts, choices)
    const direct = seen?.look.direct ?? null
    const load = seen?.look.encoding === 'utf-8' ? loadBeside : loadTranscoded
    const attempt = seen && direct ? await load(job, seen, direct) : null
    const surveyed =
      attempt?.survey ??
      (await survey(job, { onProgress: (done) => options.onProgress?.(Math.round(0.2 * done), size) }))
    const loaded = attempt?.loaded ?? (await loadRepaired(job, surveyed, attempt && direct))
    // Our own reader tells the lines before the table itself.
    if (!loaded.read) await options.onNotes(loaded.dialect.preamble)
    const encoding = encodingBy(choices, surveyed.encoding)
    const { dialect } = loaded
    const { newline } = seen?.look ?? (await lookAt(file, size))
    const remarks = async (): Promise<LocalizedText[]> =>
      loaded.read?.remarks ?? [...dialectRemarks(dialect), ...(await totalRemarks(file, size, encoding, dialect))]
    const sums = async (): Promise<LocalizedText[]> =>
      (await mentionsSums(project, table, loaded, options.signal))
        ? subtotalRemarks(file, size, encoding, dialect, options.signal)
        : []
    const asked = [sums(), proposeReadings(project, table, loaded, options.signal), remarks()] as const
    // All are waited for: none may go on after the failure of another.
    await Promise.allSettled(asked)
    const [subtotals, judged, told] = await Promise.all(asked)
    return {
      ...loaded,
      judged,
      sha256: surveyed.sha256,
      size: surveyed.size,
      encoding: encoding.encoding,
      newline,
      remarks: [...told, ...subtotals]
    }
  } catch (error) {
    await dropTable(project, table)
    throw error
  } finally {
    await file.close()
  }
}
