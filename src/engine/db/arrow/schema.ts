import type { DuckDBType } from '@duckdb/node-api'
import { Schema } from 'apache-arrow'
import { columnOf } from './columns'

/**
 * The Arrow schema of a result. Names keep their place as they are, empty and repeated ones included: read columns by index.
 * Each field, nested ones too, carries DuckDB's type text as metadata `duckdb.type`.
 */
export function arrowSchema(names: readonly string[], types: readonly DuckDBType[]): Schema {
  return new Schema(types.map((type, index) => columnOf(names[index]!, type).field))
}
