import {
  DuckDBArrayType,
  DuckDBEnumType,
  DuckDBListType,
  DuckDBMapType,
  DuckDBStructType,
  DuckDBUnionType,
  type DuckDBType
} from '@duckdb/node-api'
import { quotedIdentifier } from '@duckdb/node-api'

/**
 * The SQL text of a type, as kept in the field metadata `duckdb.type`: `DECIMAL(18,2)`, `JSON`, `STRUCT("a" INTEGER)[]`.
 * An enum is just `ENUM`: its values, perhaps a million, already travel as the dictionary.
 */
export function typeText(type: DuckDBType): string {
  if (type.alias) return type.alias
  if (type instanceof DuckDBEnumType) return 'ENUM'
  if (type instanceof DuckDBListType) return `${typeText(type.valueType)}[]`
  if (type instanceof DuckDBArrayType) return `${typeText(type.valueType)}[${type.length}]`
  if (type instanceof DuckDBMapType) return `MAP(${typeText(type.keyType)}, ${typeText(type.valueType)})`
  if (type instanceof DuckDBStructType) return `STRUCT(${members(type.entryNames, type.entryTypes)})`
  if (type instanceof DuckDBUnionType) return `UNION(${members(type.memberTags, type.memberTypes)})`
  return String(type)
}

function members(names: readonly string[], types: readonly DuckDBType[]): string {
  return types.map((type, index) => `${quotedIdentifier(names[index]!)} ${typeText(type)}`).join(', ')
}
