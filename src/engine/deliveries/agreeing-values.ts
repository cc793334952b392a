import type { Project } from '../project'
import { ident, text } from '../sql'

/** One side of a delivery: its raw table, the columns that both sides have, and those that may be renamed ones. */
export interface AgreeingSide {
  table: string
  kept: readonly string[]
  others: readonly string[]
}

const SAMPLE_ROWS = 20_000
const MOST_KEPT = 60
const MOST_PAIRS = 400
/** Rows that would differ by chance: fewer prove nothing. */
const LEAST_DIFFERING = 8

/**
 * How well two columns agree on the rows that both sides have, by the columns that they share: Cohen's kappa (1960), which is
 * 0 where they agree as chance would and 1 where they always do. Rows alike in all shared columns are compared as a set. It
 * tells columns of few values apart, whose distinct values tell nothing; null where too few rows would differ by chance.
 */
export async function agreeingValues(
  project: Project,
  before: AgreeingSide,
  arriving: AgreeingSide,
  signal?: AbortSignal
): Promise<(from: string, to: string) => number | null> {
  const pairs = before.others.length * arriving.others.length
  if (!pairs || pairs > MOST_PAIRS || !before.kept.length) return () => null
  const [counted] = await project.rows<{ n: number }>(`SELECT count(*) AS n FROM raw.${ident(before.table)}`, {
    signal
  })
  const stride = Math.max(1, Math.ceil((counted?.n ?? 0) / SAMPLE_ROWS))
  const sql = `WITH ${groupsSql('b', before, stride)}, ${groupsSql('a', arriving, stride)}
SELECT coalesce(sum(b.n), 0) AS n, [${before.others
    .flatMap((_, from) => arriving.others.map((_, to) => `coalesce(sum(b.n) FILTER (b.l${from} = a.l${to}), 0)`))
    .join(', ')}]::DOUBLE[] AS agreed FROM b JOIN a ON b.h = a.h AND b.n = a.n`
  const [found] = await project.rows<{ n: number; agreed: number[] }>(sql, { signal })
  const [own, other] = [
    await sharesOf(project, before, stride, signal),
    await sharesOf(project, arriving, stride, signal)
  ]
  const n = found?.n ?? 0
  return (from, to) => {
    const [place, otherPlace] = [before.others.indexOf(from), arriving.others.indexOf(to)]
    if (place < 0 || otherPlace < 0) return null
    const chance = [...(own.get(from) ?? [])].reduce((sum, [v, share]) => sum + share * (other.get(to)?.get(v) ?? 0), 0)
    if (n * (1 - chance) < LEAST_DIFFERING) return null
    const agreed = (found?.agreed[place * arriving.others.length + otherPlace] ?? 0) / n
    return (agreed - chance) / (1 - chance)
  }
}

/** The values of each column as sorted lists, by what their rows hold in the shared columns. */
function groupsSql(alias: string, side: AgreeingSide, stride: number): string {
  const lists = side.others.map((name, place) => `list_sort(list(${written(name)})) AS l${place}`)
  return `${alias} AS (SELECT ${rowHash(side)} AS h, count(*) AS n, ${lists.join(', ')} FROM raw.${ident(side.table)} WHERE ${rowHash(side)} % ${stride} = 0 GROUP BY h)`
}

/** The same rows on both sides, whatever their order. */
function rowHash({ kept }: AgreeingSide): string {
  return `hash(${kept.slice(0, MOST_KEPT).map(written).join(', ')})`
}

async function sharesOf(
  project: Project,
  side: AgreeingSide,
  stride: number,
  signal?: AbortSignal
): Promise<Map<string, Map<string, number>>> {
  const counts = side.others.map(
    (name) =>
      `SELECT ${text(name)} AS name, ${written(name)} AS value, count(*) / sum(count(*)) OVER () AS share FROM raw.${ident(side.table)} WHERE ${rowHash(side)} % ${stride} = 0 GROUP BY value`
  )
  const rows = await project.rows<{ name: string; value: string; share: number }>(counts.join(' UNION ALL '), {
    signal
  })
  const shares = new Map(side.others.map((name) => [name, new Map<string, number>()]))
  for (const { name, value, share } of rows) shares.get(name)?.set(value, share)
  return shares
}

/** A value as text; a missing one as a text that no value is. */
function written(name: string): string {
  return `coalesce(CAST(${ident(name)} AS VARCHAR), chr(0))`
}
