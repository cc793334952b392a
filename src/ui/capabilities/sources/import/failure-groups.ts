import type { Failure } from './draft'
import { isSame, type RefusedFile } from './refused-files'

/** What one import could not take; `at` is when its load ended, null where nothing was loaded. */
export type FailureGroup = {
  at: string | null
  failures: readonly Failure[]
  /** Nothing was loaded since. */
  isLast: boolean
}

/** What could not be taken, the last import first: files of an earlier one are not told as if they were of this one. */
export function failureGroups(
  last: { failures: readonly Failure[]; at: string | null },
  refused: readonly RefusedFile[]
): FailureGroup[] {
  const kept = refused.filter((one) => !last.failures.some((other) => isSame(one, other)))
  const own = [...last.failures, ...kept.filter(({ at }) => at === last.at)]
  const earlier = [...new Set(kept.map(({ at }) => at))]
    .filter((at) => at !== last.at)
    .sort((a, b) => b.localeCompare(a))
  const groups: FailureGroup[] = earlier.map((at, place) => ({
    at,
    failures: kept.filter((one) => one.at === at),
    isLast: last.at === null && own.length === 0 && place === 0
  }))
  return own.length ? [{ at: last.at, failures: own, isLast: true }, ...groups] : groups
}
