import type { Dependency } from '../../../contract'

/** A rule is told apart where fewer than this share of its rows could have broken it. */
const LEAST_SHARE = 0.05

/**
 * Rules that enough rows put to the test, and those that nearly none did: where the determinant hardly repeats, as an
 * identifier but for some duplicate rows, everything follows from it.
 */
export function byWitnesses(found: readonly Dependency[]): { tested: Dependency[]; hardlyTested: Dependency[] } {
  const isTested = ({ n, repeated }: Dependency): boolean => repeated >= LEAST_SHARE * n
  return { tested: found.filter(isTested), hardlyTested: found.filter((one) => !isTested(one)) }
}
