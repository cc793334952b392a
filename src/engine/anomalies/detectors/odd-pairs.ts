import type { ColumnProfile, Dependency } from '../../../contract'
import { ident, text } from '../../sql'
import { comparedSql } from '../compared'
import type { DetectorContext } from '../detector'
import type { Picks } from './broken-copy'

/** What the commonest value of a group must reach for the others to be doubted. */
export const MAJORITY = 2 / 3
/** How much oftener than errors of the rule at large one other value may stand in a group: beyond, it is a second usual value there. */
export const OFTENER = 5
export const FEW = 4
/** As many slips as may be where none was seen, 19 times in 20 (rule of three: J. A. Hanley and A. Lippman-Hand, JAMA 249 (1983), 1743-1745). */
const UNSEEN = 3
/**
 * What nearly all rows of one value must share in another column for this to be a rule of that value, how many they must be, and how
 * many times those of the group that speaks against them.
 */
const CONSTANT = { least: 100, share: 0.97, times: 10 } as const

/** The values beside the commonest one of their groups, and the rows that have them. */
export interface Odd {
  from: ColumnProfile
  n: number
  where: string
}
export type OddOf = (dependency: Dependency) => Promise<(Odd & Picks) | null>

/** Pairs of values that a predicate names one by one: the groups are then counted once, however often the rows are asked for. */
const MOST_NAMED_PAIRS = 200

/** The odd values of each rule, looked for once. */
export function oddPairs(context: DetectorContext): (dependency: Dependency) => Promise<Odd | null> {
  const known = new Map<Dependency, Promise<Odd | null>>()
  return (dependency) => {
    const odd = known.get(dependency) ?? findOdd(context, dependency)
    known.set(dependency, odd)
    return odd
  }
}

async function findOdd(context: DetectorContext, dependency: Dependency): Promise<Odd | null> {
  const asked = oddSql(context, dependency, await isOneWay(context, dependency))
  if (!asked) return null
  const { from, odd, x, y } = asked
  const pairs = await context.rows<{ x: string; y: string; n: number }>(
    `SELECT x::VARCHAR AS x, y::VARCHAR AS y, (sum(alike) OVER ())::BIGINT AS n FROM ${odd} ORDER BY ALL LIMIT ${MOST_NAMED_PAIRS + 1}`
  )
  const n = pairs[0]?.n ?? 0
  if (pairs.length > MOST_NAMED_PAIRS)
    return { from, n, where: `coalesce((${x}, ${y}) IN (SELECT x, y FROM ${odd}), false)` }
  const named = pairs.map((pair) => `(${text(pair.x)}, ${text(pair.y)})`)
  return {
    from,
    n,
    where: named.length ? `coalesce((${x}::VARCHAR, ${y}::VARCHAR) IN (${named.join(', ')}), false)` : 'false'
  }
}

/** Whether what follows from a column does not tell that column in turn. */
export async function isOneWay(context: DetectorContext, { determinant, dependent }: Dependency): Promise<boolean> {
  const back = (await context.dependencies()).some(
    (one) => one.dependent === determinant[0] && one.determinant.length === 1 && one.determinant[0] === dependent
  )
  return !back
}

/** Each other value beside the commonest one of its group, with the rows that have it. */
function oddSql(context: DetectorContext, { determinant, dependent, violations, n }: Dependency, oneWay: boolean) {
  const { table, profile } = context
  const [from, to] = [determinant[0], dependent].map((name) => profile.columns.find((column) => column.name === name))
  if (!from || !to) return null
  const [x, y] = [from, to].map((column) => comparedSql(context, column))
  const told = [from, to].flatMap(({ name, disguised }) =>
    disguised.length
      ? [` AND ${ident(name)}::VARCHAR NOT IN (${disguised.map(({ value }) => text(value)).join(', ')})`]
      : []
  )
  const cells = `SELECT ${x} AS x, ${y} AS y, count(*) AS alike FROM ${table.sql} WHERE ${x} IS NOT NULL AND ${y} IS NOT NULL${told.join('')} GROUP BY ALL`
  // Slips come in all groups: where the others hold (nearly) none, the second value of one is an answer there, not as many slips.
  const elsewhere = `(${violations} - (of - most) + ${UNSEEN}) / greatest(${n} - of, 1)`
  // Where nearly all that have this value have the same one of the determinant, it is the determinant that breaks a rule (flats have no land).
  const kept = oneWay ? `, sum(alike) OVER (PARTITION BY y) AS told, max(alike) OVER (PARTITION BY y) AS usual` : ''
  const blames = oneWay ? ` AND NOT (told >= greatest(${CONSTANT.least}, ${CONSTANT.times} * of) AND usual >= ${CONSTANT.share} * told AND alike < usual)` : '' // prettier-ignore
  const odd = `(SELECT x, y, alike FROM (SELECT x, y, alike, sum(alike) OVER (PARTITION BY x) AS of, max(alike) OVER (PARTITION BY x) AS most${kept} FROM (${cells})) WHERE of >= 3 AND most >= of * ${MAJORITY} AND alike < of * ${1 - MAJORITY} AND alike <= greatest(${FEW}, ${OFTENER} * least(${violations / n}, ${elsewhere}) * of)${blames})`
  return { from, odd, x, y }
}
