export { parquetReader, parquetSql } from './reader'
