export { parquetReader } from './reader'
