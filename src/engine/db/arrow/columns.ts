import { DuckDBTypeId, UTINYINT, type DuckDBType } from '@duckdb/node-api'
import { Data, Field, Null } from 'apache-arrow'
import { arrayColumn } from './arrays'
import { readBignum, readBits } from './blobs'
import { booleanColumn } from './booleans'
import { decimalColumn, hugeintColumn, uhugeintColumn } from './decimals'
import { enumColumn } from './enums'
import { readInterval } from './intervals'
import { listColumn, mapColumn } from './lists'
import { numberColumns } from './numbers'
import type { ArrowChild, ArrowColumn } from './piece'
import { renderedColumn } from './rendered'
import { structColumn } from './structs'
import { temporalColumns } from './temporal'
import { binaryColumn, textColumn } from './text'
import { typeText } from './type-text'
import { MAX_MEMBERS, unionColumn } from './unions'
import { uuidColumn } from './uuids'
import { readVariant } from './variants'
import { readZonedTime } from './zoned-times'

/** The Arrow field of a DuckDB type, with the type's text as metadata `duckdb.type`, and the way to fill it. */
export function columnOf(name: string, type: DuckDBType): ArrowChild {
  const column = bare(type)
  return { field: new Field(name, column.type, true, new Map([['duckdb.type', typeText(type)]])), build: column.build }
}

const simple: { [id in DuckDBTypeId]?: () => ArrowColumn } = {
  [DuckDBTypeId.BOOLEAN]: booleanColumn,
  [DuckDBTypeId.TINYINT]: numberColumns.TINYINT,
  [DuckDBTypeId.SMALLINT]: numberColumns.SMALLINT,
  [DuckDBTypeId.INTEGER]: numberColumns.INTEGER,
  [DuckDBTypeId.BIGINT]: numberColumns.BIGINT,
  [DuckDBTypeId.UTINYINT]: numberColumns.UTINYINT,
  [DuckDBTypeId.USMALLINT]: numberColumns.USMALLINT,
  [DuckDBTypeId.UINTEGER]: numberColumns.UINTEGER,
  [DuckDBTypeId.UBIGINT]: numberColumns.UBIGINT,
  [DuckDBTypeId.FLOAT]: numberColumns.FLOAT,
  [DuckDBTypeId.DOUBLE]: numberColumns.DOUBLE,
  [DuckDBTypeId.HUGEINT]: hugeintColumn,
  [DuckDBTypeId.UHUGEINT]: uhugeintColumn,
  [DuckDBTypeId.DATE]: temporalColumns.DATE,
  [DuckDBTypeId.TIME]: temporalColumns.TIME,
  [DuckDBTypeId.TIME_NS]: temporalColumns.TIME_NS,
  [DuckDBTypeId.TIMESTAMP_S]: temporalColumns.TIMESTAMP_S,
  [DuckDBTypeId.TIMESTAMP_MS]: temporalColumns.TIMESTAMP_MS,
  [DuckDBTypeId.TIMESTAMP]: temporalColumns.TIMESTAMP,
  [DuckDBTypeId.TIMESTAMP_NS]: temporalColumns.TIMESTAMP_NS,
  [DuckDBTypeId.TIMESTAMP_TZ]: temporalColumns.TIMESTAMP_TZ,
  [DuckDBTypeId.TIME_TZ]: () => renderedColumn(readZonedTime),
  [DuckDBTypeId.INTERVAL]: () => renderedColumn(readInterval),
  [DuckDBTypeId.VARCHAR]: textColumn,
  [DuckDBTypeId.BLOB]: binaryColumn,
  [DuckDBTypeId.GEOMETRY]: binaryColumn,
  [DuckDBTypeId.BIT]: () => renderedColumn(readBits),
  [DuckDBTypeId.BIGNUM]: () => renderedColumn(readBignum),
  [DuckDBTypeId.UUID]: uuidColumn,
  [DuckDBTypeId.VARIANT]: () => renderedColumn(readVariant),
  [DuckDBTypeId.SQLNULL]: nullColumn
}

function bare(type: DuckDBType): ArrowColumn {
  switch (type.typeId) {
    case DuckDBTypeId.DECIMAL:
      return decimalColumn(type.width, type.scale)
    case DuckDBTypeId.ENUM:
      return enumColumn(
        type.values,
        type.internalTypeId === DuckDBTypeId.UTINYINT ? 1 : type.internalTypeId === DuckDBTypeId.USMALLINT ? 2 : 4
      )
    case DuckDBTypeId.LIST:
      return listColumn(columnOf('item', type.valueType))
    case DuckDBTypeId.ARRAY:
      return arrayColumn(columnOf('item', type.valueType), type.length)
    case DuckDBTypeId.MAP:
      return mapColumn(columnOf('key', type.keyType), columnOf('value', type.valueType))
    case DuckDBTypeId.STRUCT:
      return structColumn(type.entryTypes.map((entry, index) => columnOf(type.entryNames[index]!, entry)))
    case DuckDBTypeId.UNION: {
      const members = type.memberTypes.map((member, index) => columnOf(type.memberTags[index]!, member))
      // DuckDB allows 256 members; beyond Arrow's numbers a union crosses as the struct that it is inside.
      return members.length <= MAX_MEMBERS ? unionColumn(members) : structColumn([columnOf('', UTINYINT), ...members])
    }
    default: {
      const column = simple[type.typeId]
      if (!column) throw new Error(`no column of a result has the type ${String(type)}`)
      return column()
    }
  }
}

function nullColumn(): ArrowColumn {
  const type = new Null()
  return { type, build: (_pieces, length) => new Data(type, 0, length, length) }
}
