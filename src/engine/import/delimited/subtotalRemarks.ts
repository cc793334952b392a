import type { FileHandle } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import type { LocalizedText } from '../../../contract'
import type { Dialect } from './dialect/detectDialect'
import { fileChunks } from './inspect'
import { RecordReader } from './read/reader'
import { SubtotalFinder } from './subtotals'
import { openDecoder } from './text/decoder'
import { openMender } from './text/openMender'
import type { EncodingVerdict } from './text/scanEncoding'

const SLICE_MS = 20

/**
 * What to tell of rows amid a file's first table that sum up those above. Reads the whole file, for the sake of the lines
 * they stand on: worth it only where a loaded row looks like one. Gives way to other work every few milliseconds.
 */
export async function subtotalRemarks(
  file: FileHandle,
  size: number,
  { encoding, bom }: Pick<EncodingVerdict, 'encoding' | 'bom'>,
  dialect: Dialect,
  signal?: AbortSignal
): Promise<LocalizedText[]> {
  const finder = new SubtotalFinder(dialect.width, dialect.syntax.delimiter)
  const reader = new RecordReader(dialect, {
    row: (cells, line) => finder.row(cells, line),
    note: () => undefined
  })
  const decoder = openDecoder(encoding)
  const mender = openMender(dialect)
  const settle = async (): Promise<void> => {
    while (!reader.run(performance.now() + SLICE_MS)) {
      signal?.throwIfAborted()
      await setImmediate()
    }
  }
  for await (const chunk of fileChunks(file, bom, size, signal)) {
    reader.push(mender.write(decoder.write(chunk)))
    await settle()
    if (reader.rest) return finder.remarks()
  }
  reader.push(mender.write(decoder.end()) + mender.end())
  reader.close()
  await settle()
  return finder.remarks()
}
