import { setImmediate } from 'node:timers/promises'
import type { MissingProposal, TextReading } from '../../contract'
import type { DirectRead, Survey } from '../import'
import { columnNames } from './column-names'
import { survey, tryLoad, type Attempt, type DelimitedJob, type NamedTable } from './delimited-job'
import { dropTable } from './drop-table'
import { missingIn, type Foreseen, type Judged } from './foresee'
import { loadedAs, quickReadings, sampleReadings } from './load-table'
import { soughtHeader } from './sought-header'

/** The share of the work that the second reading of the bytes is: it goes on beside the load, and ends long before. */
const PROOF = 0.1

/** Loads a file that looks clean while its bytes are read a second time, to prove that it is. */
export async function loadBeside(job: DelimitedJob, foreseen: Foreseen, direct: DirectRead): Promise<Attempt> {
  const { look, judged } = foreseen
  const { path, size, options } = job
  const stop = new AbortController()
  const signal = AbortSignal.any([options.signal, stop.signal])
  const done = { surveyed: 0, loaded: 0 }
  const tell = (): void => options.onProgress?.(Math.round(PROOF * done.surveyed + (1 - PROOF) * done.loaded), size)
  const names = columnNames(look.dialect.header, look.dialect.width)
  const { columns } = look
  const begin = (readings: TextReading[], wanted: AbortSignal): Promise<NamedTable | null> =>
    tryLoad(job, { path, direct, names, columns, readings, tuning: { size } }, look.dialect, {
      signal: wanted,
      onProgress: (share) => {
        // A load that begins again does not take back what was told.
        done.loaded = Math.max(done.loaded, share * size)
        tell()
      }
    })
  // Unless all of the sample is judged already, DuckDB begins with the types that a part of it suggests.
  const quick = judged?.readings ?? quickReadings(names, columns)
  const hasty = new AbortController()
  const early = begin(quick, AbortSignal.any([signal, hasty.signal]))
  early.catch(() => undefined)
  await setImmediate()
  const { readings, missing } = judged ?? judge(names, columns)
  const header = soughtHeader(look, readings)
  const same = readings.every((reading, index) => sameLoad(reading, quick[index]))
  if (!same) hasty.abort()
  const beginAgain = async (): Promise<NamedTable | null> => {
    await dropTable(job.project, job.table)
    return begin(readings, signal)
  }
  // It may have ended before it could be stopped: then its table stands.
  const loading = same ? early : Promise.allSettled([early]).then(() => beginAgain())
  const prove = (): Promise<Survey> =>
    survey(job, {
      header,
      onProgress: (bytes) => {
        done.surveyed = bytes
        tell()
      }
    })
  const ahead = foreseen.ahead()
  const told = ahead?.changed === job.changed ? ahead.survey : null
  const proof = told ? unlessStopped(told, signal).then((known) => known ?? prove()) : prove()
  proof.then(
    (found) => isClean(found) || stop.abort(),
    () => stop.abort()
  )
  // Both are waited for: neither may go on after the other's failure.
  const [proven, loaded] = await Promise.allSettled([proof, loading])
  // Bytes written while DuckDB read them are not those that were read ahead.
  const [found] = told && (await hasChanged(job)) ? await Promise.allSettled([prove()]) : [proven]
  if (found.status === 'rejected') throw found.reason
  if (!isClean(found.value)) return { survey: found.value, loaded: null }
  if (loaded.status === 'rejected') throw loaded.reason
  const table = loaded.value && judgedBy(loaded.value, readings, missing)
  // A header come again is one of the surprises that a typed column may have met: only now is it worth a search.
  if (!header && look.header && table?.surprised) {
    const again = await survey(job, { header: look.header })
    return { survey: again, loaded: isClean(again) ? table : null }
  }
  return { survey: found.value, loaded: table }
}

/** What work comes to, without waiting for it once it is stopped. */
function unlessStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const stopped = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error)
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
  return Promise.race([work, stopped])
}

/** Whether the bytes of a file were written since its load has opened it. */
async function hasChanged({ file, size, written }: DelimitedJob): Promise<boolean> {
  const now = await file.stat({ bigint: true })
  return now.mtimeNs !== written || now.size !== BigInt(size)
}

function judge(names: readonly string[], columns: (string | null)[][]): Judged {
  const readings = sampleReadings(names, columns)
  return { readings, missing: missingIn(names, columns, readings) }
}

/** A table loaded by a part of its sample, as all of the sample judges it; texts found on the way stay to be judged. */
function judgedBy(table: NamedTable, readings: TextReading[], missing: MissingProposal[][]): NamedTable {
  return { ...table, inferred: table.inferred.map((known, index) => known && (readings[index] ?? known)), missing }
}

function sameLoad(one: TextReading, other: TextReading = { kind: 'text' }): boolean {
  return JSON.stringify(loadedAs(one)) === JSON.stringify(loadedAs(other))
}

function isClean({ encoding, found }: Survey): boolean {
  return encoding.encoding === 'utf-8' && encoding.nuls === 0 && !found
}
