import type { Format } from '../../contract'
import { arrowReader } from './arrow'
import { duckdbReader } from './duckdb'
import { json } from './json'
import { parquetReader } from './parquet'
import type { FormatReader } from './reader'
import { spssReader } from './spss'
import { sqliteReader } from './sqlite'
import { workbook } from './workbook'

/** Every reader by its format; delimited text has its own way in, archives hold files of the other formats. */
const READERS: readonly FormatReader[] = [
  workbook,
  json,
  parquetReader,
  arrowReader,
  sqliteReader,
  duckdbReader,
  spssReader
]

/** The reader of a format that has one. */
export function readerOf(format: Format): FormatReader {
  const found = READERS.find((reader) => reader.format === format)
  if (!found) throw new Error(`no reader for ${format}`)
  return found
}
