export {
  convert,
  directReadArgs,
  REASON_TEXT,
  reportDialect,
  sniff,
  survey,
  type ConvertReport,
  type DirectRead,
  type LineNote,
  type Survey
} from './delimited'
export {
  castSql,
  inferReading,
  isFiller,
  isLossless,
  missingWord,
  plainText,
  readingInWords,
  strictSql,
  typeOf,
  type InferOptions
} from './types'
