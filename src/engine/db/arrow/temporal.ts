import {
  DateDay,
  TimeMicrosecond,
  TimeNanosecond,
  TimestampMicrosecond,
  TimestampMillisecond,
  TimestampNanosecond,
  TimestampSecond
} from 'apache-arrow'
import { fixedColumn } from './fixed'
import type { ArrowColumn } from './piece'

/**
 * Dates, times and timestamps: the same integers on both sides (days, or units since 1970 or since midnight).
 * DuckDB's `infinity` and `-infinity` cross as ± the greatest integer of the width: ±(2³¹ − 1) days, ±(2⁶³ − 1) units;
 * readers take `data.values`, since Arrow's own `get()` rounds to milliseconds and throws beyond 2⁵³.
 */
export const temporalColumns = {
  DATE: (): ArrowColumn => fixedColumn(new DateDay(), Int32Array),
  TIME: (): ArrowColumn => fixedColumn(new TimeMicrosecond(), BigInt64Array),
  TIME_NS: (): ArrowColumn => fixedColumn(new TimeNanosecond(), BigInt64Array),
  TIMESTAMP_S: (): ArrowColumn => fixedColumn(new TimestampSecond(), BigInt64Array),
  TIMESTAMP_MS: (): ArrowColumn => fixedColumn(new TimestampMillisecond(), BigInt64Array),
  TIMESTAMP: (): ArrowColumn => fixedColumn(new TimestampMicrosecond(), BigInt64Array),
  TIMESTAMP_NS: (): ArrowColumn => fixedColumn(new TimestampNanosecond(), BigInt64Array),
  TIMESTAMP_TZ: (): ArrowColumn => fixedColumn(new TimestampMicrosecond('UTC'), BigInt64Array)
}
