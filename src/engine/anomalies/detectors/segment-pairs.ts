import type { ColumnProfile } from '../../../contract'
import type { SegmentRule } from '../../profile'
import { ident, text } from '../../sql'
import { comparedSql } from '../compared'
import type { DetectorContext } from '../detector'
import { countSql } from '../finding'
import { onceASearch } from '../once-a-search'
import { FEW, MAJORITY, oddPairs, OFTENER } from './odd-pairs'

/** Pairs of values that a predicate names one by one: the groups are then counted once, however often the rows are asked for. */
const MOST_NAMED_PAIRS = 200

/** A rule of some segments of a category, with the rows that break it there. */
export interface BrokenSegments {
  rule: SegmentRule
  category: ColumnProfile
  cause: ColumnProfile
  effect: ColumnProfile
  where: string
  n: number
}

/** The rules that hold within some segments alone and that rows of these break. */
export const brokenSegments = onceASearch(findBroken)

async function findBroken(context: DetectorContext): Promise<BrokenSegments[]> {
  const columns = new Map(context.profile.columns.map((column) => [column.name, column]))
  const found: BrokenSegments[] = []
  for (const rule of await context.segmentDependencies()) {
    const [category, cause, effect] = [rule.category, rule.dependency.determinant[0] ?? '', rule.dependency.dependent].map((name) => columns.get(name)) // prettier-ignore
    if (!category || !cause || !effect || !rule.dependency.violations) continue
    const odd = await oddOf(context, rule, [category, cause, effect])
    const told = odd.n ? await toldOf(context, cause.name) : null
    const where = told ? `${odd.where} AND NOT ${told}` : odd.where
    const n = told ? ((await context.rows<{ n: number }>(countSql(context.table, where)))[0]?.n ?? 0) : odd.n
    if (n) found.push({ rule, category, cause, effect, where, n })
  }
  return found
}

/** The rows that break a rule of the whole table to a column: there this one is wrong, not what follows from it. */
async function toldOf(context: DetectorContext, column: string): Promise<string | null> {
  const rules = (await context.dependencies()).filter(
    ({ determinant, dependent, violations }) => determinant.length === 1 && dependent === column && violations
  )
  const plain = oddPairs(context)
  const broken: string[] = []
  for (const rule of rules) {
    const odd = await plain(rule)
    if (odd?.n) broken.push(odd.where)
  }
  return broken.length ? `(${broken.join(' OR ')})` : null
}

type Pair = { c: string; x: string; y: string; n: number }

/** The values beside the commonest one of their groups, within each segment. */
async function oddOf(
  context: DetectorContext,
  { segments, dependency }: SegmentRule,
  [category, cause, effect]: [ColumnProfile, ColumnProfile, ColumnProfile]
): Promise<{ n: number; where: string }> {
  const c = `${ident(category.name)}::VARCHAR`
  const [x, y] = [cause, effect].map((column) => comparedSql(context, column))
  const codes = [cause, effect].flatMap(({ name, disguised }) =>
    disguised.length
      ? [` AND ${ident(name)}::VARCHAR NOT IN (${disguised.map(({ value }) => text(value)).join(', ')})`]
      : []
  )
  const cells = `SELECT ${c} AS c, ${x} AS x, ${y} AS y, count(*) AS alike FROM ${context.table.sql} WHERE ${c} IN (${segments.map(text).join(', ')}) AND ${x} IS NOT NULL AND ${y} IS NOT NULL${codes.join('')} GROUP BY ALL`
  const odd = `(SELECT c, x, y, alike FROM (SELECT *, sum(alike) OVER (PARTITION BY c, x) AS of, max(alike) OVER (PARTITION BY c, x) AS most FROM (${cells})) WHERE of >= ${FEW} AND most >= of * ${MAJORITY} AND alike < of * ${1 - MAJORITY} AND alike <= greatest(${FEW}, ${OFTENER * dependency.g3} * of))`
  const pairs = await context.rows<Pair>(
    `SELECT c, x::VARCHAR AS x, y::VARCHAR AS y, (sum(alike) OVER ())::BIGINT AS n FROM ${odd} ORDER BY ALL LIMIT ${MOST_NAMED_PAIRS + 1}`
  )
  const n = pairs[0]?.n ?? 0
  if (pairs.length > MOST_NAMED_PAIRS)
    return { n, where: `coalesce((${c}, ${x}, ${y}) IN (SELECT (c, x, y) FROM ${odd}), false)` }
  const named = pairs.map((pair) => `(${[pair.c, pair.x, pair.y].map(text).join(', ')})`)
  return { n, where: `coalesce((${c}, ${x}::VARCHAR, ${y}::VARCHAR) IN (${named.join(', ')}), false)` }
}
