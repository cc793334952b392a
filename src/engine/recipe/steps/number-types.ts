const WHOLE = /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/
const NUMERIC = /^(FLOAT|DOUBLE|DECIMAL\(.*\))$/

/** Whether a DuckDB type holds whole numbers only. */
export function isWhole(type: string): boolean {
  return WHOLE.test(type)
}

/** Whether a DuckDB type holds numbers. */
export function isNumeric(type: string): boolean {
  return WHOLE.test(type) || NUMERIC.test(type)
}

/** A value of any type as a double; missing where it is none. */
export function asDouble(value: string): string {
  return `TRY_CAST(${value} AS DOUBLE)`
}
