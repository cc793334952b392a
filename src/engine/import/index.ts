export {
  append,
  convert,
  dialectRemarks,
  directReadArgs,
  encodingBy,
  inspectSamples,
  isSingleByte,
  lookAt,
  REASON_TEXT,
  REPAIRED,
  reportDialect,
  sampleColumns,
  sniff,
  subtotalRemarks,
  SUM_WORD,
  surveyFile,
  totalRemarks,
  utf8Transcoder,
  warmUp,
  type ConvertReport,
  type DirectRead,
  type Inspection,
  type LineNote,
  type Look,
  type ReadTuning,
  type Survey
} from './delimited'
export { openArchive, type Archive } from './archive'
export { asDamage, MOST_COLUMNS, tooWide } from './foreign-file'
export { detectFormat } from './format'
export type { DirectTable, FormatReader, OpenTable, ReadOptions, TextRecord } from './reader'
export { readerOf } from './readers'
export { inTurns } from './steps'
export {
  answerScale,
  castSql,
  choicesFor,
  describeSteps,
  codesApart,
  inferColumns,
  inferReading,
  inferSteps,
  isDateCode,
  isFiller,
  isLossless,
  lostDigitsSql,
  missingProposals,
  missingWord,
  nameWords,
  plainText,
  readAsChosen,
  readingInWords,
  readingNotes,
  roundsText,
  givenBackSql,
  strictSql,
  strictValueSql,
  typeOf,
  unitNamed,
  wordsApart,
  yesNoPair,
  zeroBelow,
  type CodedValue,
  type TextColumn,
  type InferOptions
} from './types'
export { furtherNote } from './workbook'
