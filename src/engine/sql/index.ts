export { categorySql } from './category'
export { ident, literal, tableName, text } from './quote'
export { filterInWords, filterPredicate, unknownColumn } from './filter'
export { hasWordSql, wordsSql } from './words'
