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
  answerScale,
  castSql,
  choicesFor,
  codesApart,
  inferReading,
  isDateCode,
  isFiller,
  isLossless,
  missingProposals,
  missingWord,
  plainText,
  readingInWords,
  strictSql,
  typeOf,
  wordsApart,
  zeroBelow,
  type CodedValue,
  type InferOptions
} from './types'
