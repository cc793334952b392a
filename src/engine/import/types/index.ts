export { castSql, isLossless, strictSql, typeOf } from './cast-sql'
export { inferReading } from './infer'
export { readingInWords } from './words'
