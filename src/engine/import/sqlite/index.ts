export { sqliteReader } from './reader'
