export {
  append,
  convert,
  directReadArgs,
  inspectSamples,
  isSingleByte,
  lookAt,
  REASON_TEXT,
  reportDialect,
  sampleColumns,
  sniff,
  surveyFile,
  utf8Transcoder,
  type ConvertReport,
  type DirectRead,
  type Forced,
  type LineNote,
  type Look,
  type ReadTuning,
  type Survey
} from './delimited'
export {
  castSql,
  givenBackSql,
  inferReading,
  isLossless,
  readingInWords,
  strictSql,
  strictValueSql,
  typeOf
} from './types'
