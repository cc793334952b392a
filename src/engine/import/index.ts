export {
  convert,
  directReadArgs,
  REASON_TEXT,
  REPAIRED,
  reportDialect,
  sniff,
  survey,
  type ConvertReport,
  type DirectRead,
  type LineNote,
  type Survey
} from './delimited'
export { castSql, inferReading, isLossless, readingInWords, strictSql, typeOf } from './types'
export type { DirectTable, FormatReader, OpenTable, ReadOptions, TextRecord } from './reader'
export { readerOf } from './readers'
export { detectFormat } from './format'
export { extractMember, listArchive } from './archive'
export { asDamage } from './foreign-file'
