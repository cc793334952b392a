import { randomUUID } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { append, isSingleByte, utf8Transcoder, type DirectRead, type Look, type Survey } from '../import'
import { columnNames } from './column-names'
import { survey, tryLoad, type Attempt, type DelimitedJob } from './delimited-job'
import type { Foreseen } from './foresee'
import { sampleReadings } from './load-table'

/**
 * Loads a file that looks clean but for its one-byte encoding, as most French exports are: written anew in UTF-8 in the pass
 * that proves its encoding, then read by DuckDB. Null where it is another encoding, or one that has no table.
 */
export async function loadTranscoded(
  job: DelimitedJob,
  { look, judged }: Foreseen,
  direct: DirectRead
): Promise<Attempt | null> {
  if (!isSingleByte(look.encoding)) return null
  const { project, size, options } = job
  const path = join(project.staging, `clean-${randomUUID()}`)
  try {
    const found = await transcode(job, look, path)
    const proven = options.choices.encoding !== undefined || found.encoding.encoding === look.encoding
    if (!proven || found.encoding.nuls > 0 || found.found) return { survey: found, loaded: null }
    const names = columnNames(look.dialect.header, look.dialect.width)
    const { columns } = look
    const readings = judged?.readings ?? sampleReadings(names, columns)
    const plain = { path, direct, names, columns, readings, tuning: { size } }
    const loaded = await tryLoad(job, plain, look.dialect, {
      signal: options.signal,
      onProgress: (share) => options.onProgress?.(Math.round((0.3 + 0.7 * share) * size), size)
    })
    return { survey: found, loaded }
  } finally {
    await rm(path, { force: true })
  }
}

async function transcode(job: DelimitedJob, look: Look, path: string): Promise<Survey> {
  if (!isSingleByte(look.encoding)) throw new Error(`no table for ${look.encoding}`)
  const toUtf8 = utf8Transcoder(look.encoding)
  const target = await open(path, 'wx', 0o600)
  try {
    return await survey(job, {
      header: look.header,
      onChunk: (chunk) => append(target, toUtf8(chunk)),
      onProgress: (done) => job.options.onProgress?.(Math.round(0.3 * done), job.size)
    })
  } finally {
    await target.close()
  }
}
