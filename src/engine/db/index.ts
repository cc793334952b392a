export { Connection, Database, type DatabaseOptions, type RunOptions } from './database'
export { databaseError } from './errors'
export type { Row, Value } from './rows'
