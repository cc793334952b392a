import { Float32, Float64, Int16, Int32, Int64, Int8, Uint16, Uint32, Uint64, Uint8 } from 'apache-arrow'
import { fixedColumn } from './fixed'
import type { ArrowColumn } from './piece'

/** Integers of 8 to 64 bits and floating-point numbers: the same bytes on both sides, NaN and infinities included. */
export const numberColumns = {
  TINYINT: (): ArrowColumn => fixedColumn(new Int8(), Int8Array),
  SMALLINT: (): ArrowColumn => fixedColumn(new Int16(), Int16Array),
  INTEGER: (): ArrowColumn => fixedColumn(new Int32(), Int32Array),
  BIGINT: (): ArrowColumn => fixedColumn(new Int64(), BigInt64Array),
  UTINYINT: (): ArrowColumn => fixedColumn(new Uint8(), Uint8Array),
  USMALLINT: (): ArrowColumn => fixedColumn(new Uint16(), Uint16Array),
  UINTEGER: (): ArrowColumn => fixedColumn(new Uint32(), Uint32Array),
  UBIGINT: (): ArrowColumn => fixedColumn(new Uint64(), BigUint64Array),
  FLOAT: (): ArrowColumn => fixedColumn(new Float32(), Float32Array),
  DOUBLE: (): ArrowColumn => fixedColumn(new Float64(), Float64Array)
}
