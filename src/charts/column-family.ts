/** The family of a DuckDB type, as far as charts care. */
export type ColumnFamily = 'number' | 'time' | 'boolean' | 'text'

export function columnFamily(type: string): ColumnFamily {
  if (/^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL|BIGNUM)\b/i.test(type) && !type.endsWith(']'))
    return 'number'
  if (/^(DATE|TIMESTAMP)/i.test(type) && !type.endsWith(']')) return 'time'
  return type === 'BOOLEAN' ? 'boolean' : 'text'
}
