import type { TextReading } from '../../contract'
import type { DirectRead, Look, Survey } from '../import'
import { columnNames } from './column-names'
import { survey, tryLoad, type Attempt, type DelimitedJob, type NamedTable } from './delimited-job'
import { loadedAs, quickReadings, sampleReadings, type LoadOptions, type PlainFile } from './load-table'

/** Loads a file that looks clean while its bytes are read a second time, to prove that it is. */
export async function loadBeside(job: DelimitedJob, look: Look, direct: DirectRead): Promise<Attempt> {
  const { path, size, options } = job
  const stop = new AbortController()
  const signal = AbortSignal.any([options.signal, stop.signal])
  const done = { surveyed: 0, loaded: 0 }
  const tell = (): void => options.onProgress?.(Math.round((done.surveyed + done.loaded) / 2), size)
  const names = columnNames(look.dialect.header, look.dialect.width)
  const { columns } = look
  const loading = loadAtOnce(job, { path, direct, names, columns, tuning: { size } }, look, {
    signal,
    onProgress: (share) => {
      done.loaded = share * size
      tell()
    }
  })
  const { typed } = loading
  const proof = survey(job, {
    header: typed ? null : look.header,
    onProgress: (bytes) => {
      done.surveyed = bytes
      tell()
    }
  })
  proof.then(
    (found) => isClean(found) || stop.abort(),
    () => stop.abort()
  )
  // Both are waited for: neither may go on after the other's failure.
  const [found, loaded] = await Promise.allSettled([proof, loading.loaded])
  if (found.status === 'rejected') throw found.reason
  if (!isClean(found.value)) return { survey: found.value, loaded: null }
  if (loaded.status === 'rejected') throw loaded.reason
  // A header come again is one of the surprises that a typed column may have met: only now is it worth a search.
  if (typed && loaded.value?.surprised) {
    const again = await survey(job, { header: look.header })
    return { survey: again, loaded: isClean(again) ? loaded.value : null }
  }
  return { survey: found.value, loaded: loaded.value }
}

/**
 * Begins to load with the types that a part of the sample suggests, while all of the sample is judged; where that says
 * otherwise, it begins anew.
 */
function loadAtOnce(
  job: DelimitedJob,
  file: Omit<PlainFile, 'readings'>,
  look: Look,
  options: LoadOptions
): { loaded: Promise<NamedTable | null>; typed: boolean } {
  const stop = new AbortController()
  const begin = (readings: TextReading[], signal: AbortSignal): Promise<NamedTable | null> =>
    tryLoad(job, { ...file, readings }, look.dialect, { ...options, signal })
  const quick = quickReadings(file.names, file.columns)
  const early = begin(quick, AbortSignal.any([options.signal, stop.signal]))
  const readings = sampleReadings(file.names, file.columns)
  const typed = refusesHeader(look, readings)
  const same = readings.every((reading, index) => sameLoad(reading, quick[index]))
  if (same) return { typed, loaded: early.then((loaded) => loaded && judgedBy(loaded, readings)) }
  stop.abort()
  const settled = early.catch(() => undefined)
  return { typed, loaded: settled.then(() => begin(readings, options.signal)) }
}

function sameLoad(one: TextReading, other: TextReading = { kind: 'text' }): boolean {
  return JSON.stringify(loadedAs(one)) === JSON.stringify(loadedAs(other))
}

/** A table loaded by a part of the sample, judged by all of it; null where texts found on the way may say otherwise. */
function judgedBy(table: NamedTable, readings: TextReading[]): NamedTable {
  return { ...table, inferred: table.inferred.map((reading, index) => reading && (readings[index] ?? reading)) }
}

const NUMBER_WORDS = /^\s*[+-]?(?:nan|inf|infinity|epoch)\s*$/i

/** Whether a column is loaded with a type that would refuse its own name, so that a header among the rows shows by itself. */
function refusesHeader({ dialect: { header } }: Look, readings: TextReading[]): boolean {
  return readings.map(loadedAs).some((reading, index) => {
    const name = header?.[index] ?? ''
    return reading.kind !== 'text' && /\p{L}{2}/u.test(name) && !NUMBER_WORDS.test(name)
  })
}

function isClean({ encoding, found }: Survey): boolean {
  return encoding.encoding === 'utf-8' && encoding.nuls === 0 && !found
}
