import { DataType, DateUnit, IntervalUnit, Precision, TimeUnit } from 'apache-arrow'
import { ident } from '../../sql'

/** Digits of a DECIMAL of DuckDB. */
const MOST_DIGITS = 38
/** Digits that a double keeps: numbers inside JSON are read as one. */
const DOUBLE_DIGITS = 15

/**
 * The DuckDB type that holds every value of an Arrow type: exactly, or but for some that its loading finds. Null where there
 * is none, and the values stay text. Days in milliseconds are days where all are whole.
 */
export function ownTypeOf(type: DataType, wholeDays: boolean): string | null {
  if (DataType.isDictionary(type)) return ownTypeOf(type.dictionary as DataType, wholeDays)
  if (DataType.isNull(type) || DataType.isUtf8(type) || DataType.isLargeUtf8(type)) return 'VARCHAR'
  if (DataType.isBool(type)) return 'BOOLEAN'
  if (DataType.isInt(type)) return `${type.isSigned ? '' : 'U'}${INTEGERS[type.bitWidth]}`
  if (DataType.isFloat(type)) return type.precision === Precision.DOUBLE ? 'DOUBLE' : 'FLOAT'
  if (DataType.isDecimal(type)) return decimalType(type)
  if (DataType.isDate(type)) return type.unit === DateUnit.DAY || wholeDays ? 'DATE' : 'TIMESTAMP_MS'
  if (DataType.isTimestamp(type)) return type.timezone ? 'TIMESTAMP WITH TIME ZONE' : TIMESTAMPS[type.unit]
  if (DataType.isTime(type)) return type.unit === TimeUnit.NANOSECOND ? 'TIME_NS' : 'TIME'
  if (DataType.isDuration(type) || DataType.isInterval(type)) return 'INTERVAL'
  if (DataType.isBinary(type) || DataType.isLargeBinary(type) || DataType.isFixedSizeBinary(type)) return 'BLOB'
  return nestedType(type)
}

/** Whether these days may hold a time of day, which the format forbids and some writers do. */
export function isDayInMilliseconds(type: DataType): boolean {
  if (DataType.isDictionary(type)) return isDayInMilliseconds(type.dictionary as DataType)
  return DataType.isDate(type) && type.unit !== DateUnit.DAY
}

const INTEGERS = { 8: 'TINYINT', 16: 'SMALLINT', 32: 'INTEGER', 64: 'BIGINT' }
const TIMESTAMPS: Record<TimeUnit, string> = {
  [TimeUnit.SECOND]: 'TIMESTAMP_S',
  [TimeUnit.MILLISECOND]: 'TIMESTAMP_MS',
  [TimeUnit.MICROSECOND]: 'TIMESTAMP',
  [TimeUnit.NANOSECOND]: 'TIMESTAMP_NS'
}

/** A negative scale stands for zeros behind. */
function decimalType({ precision, scale }: { precision: number; scale: number }): string | null {
  const digits = Math.max(precision - Math.min(scale, 0), scale)
  return digits >= 1 && digits <= MOST_DIGITS ? `DECIMAL(${digits},${Math.max(scale, 0)})` : null
}

function nestedType(type: DataType): string | null {
  if (DataType.isList(type) || DataType.isFixedSizeList(type)) {
    const item = insideType(type.children[0]?.type as DataType | undefined)
    return item && `${item}[]`
  }
  if (!DataType.isStruct(type) || type.children.length === 0) return null
  const names = new Set(type.children.map(({ name }) => name.toLowerCase()))
  if (names.size < type.children.length || names.has('')) return null
  const fields = type.children.map(({ name, type: own }) => [name, insideType(own as DataType)] as const)
  if (fields.some(([, own]) => own === null)) return null
  return `STRUCT(${fields.map(([name, own]) => `${ident(name)} ${own}`).join(', ')})`
}

/** The type of a value inside a list or struct, which travels as JSON: only where that changes none. */
function insideType(type: DataType | undefined): string | null {
  if (!type) return null
  if (DataType.isDictionary(type)) return insideType(type.dictionary as DataType)
  if (DataType.isDecimal(type) && type.precision > DOUBLE_DIGITS) return null
  if (DataType.isDate(type) && type.unit !== DateUnit.DAY) return null
  if (DataType.isTimestamp(type) && type.timezone && type.unit === TimeUnit.NANOSECOND) return null
  if (DataType.isDuration(type) && type.unit === TimeUnit.NANOSECOND) return null
  if (DataType.isInterval(type) && type.unit === IntervalUnit.MONTH_DAY_NANO) return null
  const own = ownTypeOf(type, false)
  return own === 'BLOB' ? null : own
}
