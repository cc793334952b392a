import { ident } from '../../sql'

/** Asks the storage for its estimate of distinct values, many columns at once; costs no scan. */
export function estimatesSql(table: string, columns: readonly string[]): string {
  const terms = columns.map((column, place) => `stats(${ident(column)}) AS s${place}`)
  return `SELECT ${terms.join(', ')} FROM ${table} LIMIT 1`
}

/** The estimate in the storage's own words; null where it keeps none. */
export function readEstimate(stats: unknown): number | null {
  const found = typeof stats === 'string' ? /\[Approx Unique: (\d+)\][^[]*$/.exec(stats) : null
  return found ? Number(found[1]) : null
}
