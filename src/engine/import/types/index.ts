export { castSql, isLossless, typeOf } from './cast-sql'
export { inferReading } from './infer'
export { readingInWords } from './words'
export { givenBackSql, strictSql, strictValueSql } from './strict-sql'
