import type { ColumnProfile, TimeCoverage } from '../../contract'
import type { ColumnWork } from './column-work'
import { distancesSql, gapsSql, STEPS, type Step } from './sql/coverage'
import type { Relation } from './sql/relation'

const LONGEST_GAPS = 10

/**
 * Which periods of the usual step have no value. The step is the calendar unit that the most usual distance between neighbouring days has;
 * none where that is no calendar unit or fewer than 3 distances are there to tell. Told of whole columns only: a sample makes gaps.
 */
export async function coverageOf(
  { connection, sampled, signal }: Pick<ColumnWork, 'connection' | 'sampled' | 'signal'>,
  relation: Relation,
  measure: string | null,
  { family, reading }: Pick<ColumnProfile, 'family' | 'reading'>
): Promise<TimeCoverage | null> {
  if (!measure || sampled || (family !== 'date' && reading?.kind !== 'date')) return null
  const distances = await connection.rows<{ distance: number; n: number }>(distancesSql(relation.sql, measure), {
    signal
  })
  const step = usualStep(distances)
  if (!step) return null
  const rows = await connection.rows<Gap>(gapsSql(relation.sql, measure, step, LONGEST_GAPS), { signal })
  const first = rows[0]
  if (!first) return null
  return {
    step,
    present: first.present,
    expected: first.expected,
    gaps: first.gaps,
    longest: rows.flatMap(({ first_missing: from, last_missing: to, missing }) =>
      from !== null && to !== null && missing !== null ? [{ from, to, periods: missing }] : []
    )
  }
}

type Gap = {
  present: number
  expected: number
  gaps: number
  missing: number | null
  first_missing: string | null
  last_missing: string | null
}

/** The calendar unit of at least half of the distances. */
export function usualStep(distances: readonly { distance: number; n: number }[]): Step | null {
  const all = distances.reduce((sum, { n }) => sum + n, 0)
  if (all < 3) return null
  const steps = Object.keys(STEPS) as Step[]
  return (
    steps.find((step) => {
      const [least, most] = STEPS[step]
      const own = distances.reduce((sum, { distance, n }) => sum + (distance >= least && distance <= most ? n : 0), 0)
      return own * 2 >= all
    }) ?? null
  )
}
