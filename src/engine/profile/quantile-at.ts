import type { ColumnProfile } from '../../contract'

/** The quantile of a column of numbers at one of the shares that its profile tells; NaN where it tells none. */
export function quantileAt(facts: ColumnProfile['numeric'], share: number): number {
  return facts?.quantiles.find(({ p }) => p === share)?.value ?? NaN
}
