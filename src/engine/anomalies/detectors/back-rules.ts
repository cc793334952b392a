import type { ColumnProfile, Dependency } from '../../../contract'
import { comparedSql } from '../compared'
import type { DetectorContext } from '../detector'

/** Share of the rows that may break a rule the other way round for it to speak for a column, and least rows of a value of the amount on average. */
const MOST_BROKEN = 0.12
const LEAST_ROWS = 5

/**
 * The rules by which an amount tells the number that it follows from in turn, as a cost by the minute tells the minutes: no rules of their
 * own, but where one row breaks both, either may be wrong. Known ones, and those that more rows break than a rule by itself may.
 */
export async function backRules(
  context: DetectorContext,
  told: readonly Dependency[],
  measures: ReadonlyMap<string, ColumnProfile>
): Promise<Dependency[]> {
  const known = await context.dependencies()
  const found: Dependency[] = []
  for (const { determinant, dependent } of told) {
    const [cause = ''] = determinant
    const amount = measures.get(dependent)
    const number = context.profile.columns.find(({ name }) => name === cause)
    if (!amount || number?.family !== 'number') continue
    const one = known.find((rule) => rule.determinant.join() === dependent && rule.dependent === cause)
    const back = one ?? (await counted(context, amount, number))
    if (back?.violations && back.violations <= MOST_BROKEN * back.n) found.push(back)
  }
  return found
}

async function counted(
  context: DetectorContext,
  amount: ColumnProfile,
  number: ColumnProfile
): Promise<Dependency | null> {
  const [x, y] = [amount, number].map((column) => comparedSql(context, column))
  const [seen] = await context.rows<{ n: number; repeated: number; violations: number; groups: number }>(
    `SELECT coalesce(sum(of), 0)::BIGINT AS n, coalesce(sum(of) FILTER (of > 1), 0)::BIGINT AS repeated, coalesce(sum(of - most), 0)::BIGINT AS violations, count(*) AS groups FROM (SELECT sum(cell) AS of, max(cell) AS most FROM (SELECT ${x} AS x, ${y} AS y, count(*) AS cell FROM ${context.table.sql} WHERE ${x} IS NOT NULL AND ${y} IS NOT NULL GROUP BY ALL) GROUP BY x)`
  )
  if (!seen?.n || seen.n < LEAST_ROWS * seen.groups) return null
  const { n, repeated, violations } = seen
  return { determinant: [amount.name], dependent: number.name, n, repeated, violations, g3: violations / n }
}
