import type { Row } from '../db'
import type { Project } from '../project'
import { ident } from '../sql'

/** One side of a delivery: its raw table, the columns that both sides have, and those that may be renamed ones. */
export interface AgreeingSide {
  table: string
  kept: readonly string[]
  others: readonly string[]
}

const SAMPLE_ROWS = 20_000
const MOST_KEPT = 60
const MOST_PAIRS = 400
/** Rows that would differ by chance: fewer prove nothing, but where all agree in an order that chance hardly gives. */
const LEAST_DIFFERING = 8
/** Distinct values, and orders of them over the rows, that make a full agreement of few rows no chance. */
const FEW_VALUES = 5
const MANY_ORDERS = 700

/**
 * How well two columns agree on the rows that both sides have, by the columns that they share: Cohen's kappa (1960), which is
 * 0 where they agree as chance would and 1 where they always do. Rows alike in all shared columns are compared as a set. It
 * tells columns of few values apart, whose distinct values tell nothing; null where too few rows would differ by chance, and their
 * values could be those of many a column.
 */
export async function agreeingValues(
  project: Project,
  before: AgreeingSide,
  arriving: AgreeingSide,
  signal?: AbortSignal
): Promise<(from: string, to: string) => number | null> {
  const pairs = before.others.length * arriving.others.length
  if (!pairs || pairs > MOST_PAIRS || !before.kept.length) return () => null
  const sides = [
    { side: before, alias: 'b', rows: await rowsOf(project, before, signal) },
    { side: arriving, alias: 'a', rows: await rowsOf(project, arriving, signal) }
  ]
  const smallerFirst = sides.sort((one, other) => one.rows - other.rows)
  const [found] = await project.rows<Found>(comparedSql(smallerFirst, before, arriving), { signal })
  const n = found?.n ?? 0
  const [own, other] = [found?.own ?? [], found?.other ?? []].map((counts) => counts.map((each) => sharesOf(each, n)))
  return (from, to) => {
    const [place, otherPlace] = [before.others.indexOf(from), arriving.others.indexOf(to)]
    if (place < 0 || otherPlace < 0) return null
    const chance = [...(own?.[place] ?? [])].reduce((sum, [v, share]) => sum + share * (other?.[otherPlace]?.get(v) ?? 0), 0) // prettier-ignore
    const agreed = (found?.agreed[place * arriving.others.length + otherPlace] ?? 0) / n
    if (n * (1 - chance) < LEAST_DIFFERING && !(agreed === 1 && isTelling(own?.[place] ?? new Map(), n))) return null
    return (agreed - chance) / (1 - chance)
  }
}

/** Whether values, with their shares of so many rows, stand in an order that is one of very many. */
function isTelling(shares: ReadonlyMap<string, number>, n: number): boolean {
  if (shares.size < FEW_VALUES) return false
  let [orders, left] = [1, n]
  for (const share of shares.values())
    for (let k = Math.round(share * n); k > 0 && orders < MANY_ORDERS; k--) orders *= left-- / k
  return orders >= MANY_ORDERS
}

/** Rows compared, those that agree by pair of columns, and how often each value stands in the columns of either side, as JSON. */
interface Found extends Row {
  n: number
  agreed: number[]
  own: string[]
  other: string[]
}

async function rowsOf(project: Project, { table }: AgreeingSide, signal?: AbortSignal): Promise<number> {
  const [counted] = await project.rows<{ n: number }>(`SELECT count(*) AS n FROM raw.${ident(table)}`, { signal })
  return counted?.n ?? 0
}

interface Numbered {
  side: AgreeingSide
  alias: string
  rows: number
}

/** The smaller side is read in part; of the other one only the rows that it has too are gathered, however many it holds. */
function comparedSql([few, many]: Numbered[], before: AgreeingSide, arriving: AgreeingSide): string {
  if (!few || !many) throw new Error('two sides are compared')
  const stride = Math.max(1, Math.ceil(few.rows / SAMPLE_ROWS))
  const shared = `SELECT h FROM (SELECT ${rowHash(many.side)} AS h, count(*) AS n FROM raw.${ident(many.side.table)} WHERE ${rowHash(many.side)} IN (SELECT h FROM ${few.alias}) GROUP BY ALL) JOIN ${few.alias} USING (h, n)`
  const agreed = before.others.flatMap((_, from) =>
    arriving.others.map((_, to) => `coalesce(sum(b.n) FILTER (b.l${from} = a.l${to}), 0)`)
  )
  const counts = (alias: string, { others }: AgreeingSide): string =>
    `[${others.map((_, at) => `coalesce(to_json(list_aggregate(flatten(list(${alias}.l${at})), 'histogram'))::VARCHAR, '{}')`).join(', ')}]`
  return `WITH ${few.alias} AS MATERIALIZED (${groupsSql(few.side, `${rowHash(few.side)} % ${stride} = 0`)}),
${many.alias} AS (${groupsSql(many.side, `${rowHash(many.side)} IN (${shared})`)})
SELECT coalesce(sum(b.n), 0) AS n, [${agreed.join(', ')}]::DOUBLE[] AS agreed, ${counts('b', before)} AS own, ${counts('a', arriving)} AS other
FROM b JOIN a ON b.h = a.h AND b.n = a.n`
}

/** The values of each column as sorted lists, by what their rows hold in the shared columns. */
function groupsSql(side: AgreeingSide, where: string): string {
  const lists = side.others.map((name, place) => `list_sort(list(${written(name)})) AS l${place}`)
  return `SELECT ${rowHash(side)} AS h, count(*) AS n, ${lists.join(', ')} FROM raw.${ident(side.table)} WHERE ${where} GROUP BY ALL`
}

/** The same rows on both sides, whatever their order. */
function rowHash({ kept }: AgreeingSide): string {
  return `hash(${kept.slice(0, MOST_KEPT).map(written).join(', ')})`
}

/** Counts of values, as JSON, as shares of all. */
function sharesOf(counts: string, n: number): Map<string, number> {
  return new Map(
    Object.entries(JSON.parse(counts) as Record<string, number>).map(([value, count]) => [value, count / n])
  )
}

/** A value as text; a missing one as a text that no value is. */
function written(name: string): string {
  return `coalesce(CAST(${ident(name)} AS VARCHAR), chr(0))`
}
