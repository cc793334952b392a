import type { ColumnProfile } from '../../../contract'
import { ident } from '../../sql'
import type { DetectorContext } from '../detector'
import { computedColumns } from './computed-columns'
import { MOST_PAIRS, type NearPairs } from './near-pairs'

/** Share of the cells of a number that must differ, and columns that must be equal beside it. */
const NUMBERED = 0.95
const LEAST_COLUMNS = 3
/** Columns of most and of fewest values that are left out in turn to see how often rows agree by chance: those of one end may follow from others. */
const MOST_TRIED = 3
/** Pairs that are enough to tell chance from copies. */
const LEAST_PAIRS = 3
/** Values of a column over which rows spread as evenly as they do over all: a part of them, for some are common. */
const EVEN = 1 / 4
/** Share of the pairs that chance may account for. */
const BY_CHANCE = 0.1
/** Equal rows of a group; more of them come back by nature. */
const MOST_ALIKE = 4

/**
 * Rows equal in all but the number they bear: an invoice entered twice. How many would agree by chance is read off the table: of rows alike
 * in all columns but one of many values, chance makes one pair in as many as it has values agree in that one too; copies all do.
 */
export async function equalButNumber(context: DetectorContext): Promise<NearPairs | null> {
  const found = await equalIn(context, new Set())
  if (!found) return null
  // An amount that follows from a price and a quantity is no witness beside them, and hides how often these agree by chance.
  const computed = await computedColumns(context)
  return computed.size && !(await equalIn(context, computed)) ? null : found
}

/** The same beside the columns that tell nothing of their own. */
async function equalIn(context: DetectorContext, computed: ReadonlySet<string>): Promise<NearPairs | null> {
  const { table, profile, rows: ask } = context
  const numbers = profile.columns.filter(isNumber)
  const columns = profile.columns.filter(
    (column) => !isNumber(column) && column.distinct > 1 && !computed.has(column.name)
  )
  if (!numbers.length || columns.length < LEAST_COLUMNS || table.rows < 30) return null
  const ranked = columns.toSorted((a, b) => b.distinct - a.distinct)
  const tried = [...new Set([...ranked.slice(0, MOST_TRIED), ...ranked.slice(-MOST_TRIED)])]
  // Each cell is read once: a column is left out of the whole by taking its own hash off again.
  const hashOf = (column: ColumnProfile): string => `hash(${columns.indexOf(column)}, ${ident(column.name)})`
  const whole = columns.map(hashOf).reduce((all, one) => `xor(${all}, ${one})`)
  const pairsOf = (key: string): string =>
    `(SELECT coalesce(sum(n * (n - 1) / 2), 0)::DOUBLE FROM (SELECT count(*) AS n FROM keyed GROUP BY ${key}))`
  const terms = tried.map((_, place) => `${pairsOf(`h${place}`)} AS p${place}`)
  const keys = tried.map((_, place) => `xor(h, k${place}) AS h${place}`)
  const own = tried.map((column, place) => `${hashOf(column)} AS k${place}`)
  const keyed = `WITH keyed AS MATERIALIZED (SELECT ${keys.join(', ')} FROM (SELECT ${whole} AS h, ${own.join(', ')} FROM ${table.sql}))`
  // Most tables have no such rows: the hash of the whole alone says so.
  const [equal] = await ask<{ pairs: number }>(
    `WITH keyed AS (SELECT ${whole} AS h FROM ${table.sql}) SELECT ${pairsOf('h')} AS pairs`
  )
  if (!equal || equal.pairs < LEAST_PAIRS || equal.pairs > MOST_PAIRS) return null
  const { pairs } = equal
  const [counted] = await ask<Record<string, number>>(`${keyed} SELECT ${terms.join(', ')}`)
  const chance = tried.map(({ distinct }, place) => ((counted?.[`p${place}`] ?? 0) - pairs) / (EVEN * distinct))
  if (Math.max(...chance) > BY_CHANCE * pairs) return null
  // Rows that bear the same number too are whole copies, told as such.
  const found = await ask<{ a: number; b: number }>(
    `SELECT min(id) AS a, unnest(list(id)) AS b FROM (SELECT rowid AS id, ${whole} AS h, hash(${numbers.map(({ name }) => ident(name)).join(', ')}) AS number FROM ${table.sql}) GROUP BY h HAVING count(*) BETWEEN 2 AND ${MOST_ALIKE} AND count(DISTINCT number) = count(*)`
  )
  const levels = columns.map(() => 'same' as const)
  const each = found.filter(({ a, b }) => a !== b).map(({ a, b }) => ({ a: Number(a), b: Number(b), levels }))
  return each.length < LEAST_PAIRS ? null : { columns, pairs: each, every: 1 }
}

/** A number that each row has for itself, but for slips; a moment or an address of its own is no number, and parts two rows. */
function isNumber({ distinct, rows, missing, semantic }: ColumnProfile): boolean {
  return semantic.kind === 'identifier' && distinct >= NUMBERED * (rows - missing)
}
