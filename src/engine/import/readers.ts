import type { Format } from '../../contract'
import type { FormatReader } from './reader'

/** Every reader by its format; delimited text has its own way in, archives hold files of the other formats. */
const READERS: readonly FormatReader[] = []

/** The reader of a format that has one. */
export function readerOf(format: Format): FormatReader {
  const found = READERS.find((reader) => reader.format === format)
  if (!found) throw new Error(`no reader for ${format}`)
  return found
}
