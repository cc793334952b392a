import type { DirectRead, Look, Survey } from '../import'
import { columnNames } from './column-names'
import { survey, tryLoad, type Attempt, type DelimitedJob } from './delimited-job'

/** Loads a file that looks clean while its bytes are read a second time, to prove that it is. */
export async function loadBeside(job: DelimitedJob, look: Look, direct: DirectRead): Promise<Attempt> {
  const { path, size, options } = job
  const stop = new AbortController()
  const signal = AbortSignal.any([options.signal, stop.signal])
  const done = { surveyed: 0, loaded: 0 }
  const tell = (): void => options.onProgress?.(Math.round((done.surveyed + done.loaded) / 2), size)
  const names = columnNames(look.dialect.header, look.dialect.width)
  const loading = tryLoad(job, { path, direct, names, columns: look.columns, tuning: { size } }, look.dialect, {
    signal,
    onProgress: (share) => {
      done.loaded = share * size
      tell()
    }
  })
  const proof = survey(job, {
    header: look.header,
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
  const [found, loaded] = await Promise.allSettled([proof, loading])
  if (found.status === 'rejected') throw found.reason
  if (!isClean(found.value)) return { survey: found.value, loaded: null }
  if (loaded.status === 'rejected') throw loaded.reason
  return { survey: found.value, loaded: loaded.value }
}

function isClean({ encoding, found }: Survey): boolean {
  return encoding.encoding === 'utf-8' && encoding.nuls === 0 && !found
}
