import type { ColumnProfile, Missingness } from '../../../contract'
import type { FactsWork } from './associations'
import { bitSql, patternsSql } from './missing-sql'

/** Most columns with gaps that are looked at together. */
const MOST_COLUMNS = 60
const MOST_PATTERNS = 50
const PATTERNS = 'profile_patterns'

/** The columns with gaps, most gaps first, and those beyond the most that are taken. */
export function gappedColumns(columns: readonly ColumnProfile[]): { taken: ColumnProfile[]; left: ColumnProfile[] } {
  const gapped = columns
    .filter((column) => gaps(column) > 0)
    .sort((a, b) => gaps(b) - gaps(a) || a.position - b.position)
  return { taken: gapped.slice(0, MOST_COLUMNS), left: gapped.slice(MOST_COLUMNS) }
}

function gaps({ missing, blank }: ColumnProfile): number {
  return missing + blank
}

type GapsWork = Omit<FactsWork, 'drawn'>

/** Which columns are empty together, over all rows in one pass: by pattern (as `md.pattern` of mice does) and two by two. */
export async function findMissingness(work: GapsWork): Promise<Missingness> {
  const { connection, table, columns, signal } = work
  const { taken, left } = gappedColumns(columns)
  const leftOut = left.map(({ name }) => ({
    name,
    reason: {
      fr: `seules les ${MOST_COLUMNS} colonnes aux manques les plus nombreux sont prises`,
      en: `only the ${MOST_COLUMNS} columns with the most gaps are taken`
    }
  }))
  const described = taken.map((column) => ({ name: column.name, n: gaps(column) }))
  if (!taken.length)
    return {
      columns: [],
      patterns: table.rows ? [{ missing: [], n: table.rows }] : [],
      patternCount: table.rows ? 1 : 0,
      complete: table.rows,
      pairs: [],
      leftOut
    }
  try {
    await connection.run(`CREATE OR REPLACE TEMP TABLE ${PATTERNS} AS ${patternsSql(table.sql, taken)}`, { signal })
    const full = taken.map((_, place) => `NOT (${bitSql(place)})`).join(' AND ')
    const [totals] = await connection.rows<{ patterns: number; complete: number }>(
      `SELECT count(*) AS patterns, coalesce(sum(n) FILTER (${full}), 0)::BIGINT AS complete FROM ${PATTERNS}`,
      { signal }
    )
    const flags = taken.map((_, place) => bitSql(place)).join(', ')
    const top = await connection.rows<{ flags: boolean[]; n: number }>(
      `SELECT [${flags}] AS flags, n FROM ${PATTERNS} ORDER BY n DESC, flags LIMIT ${MOST_PATTERNS}`,
      { signal }
    )
    return {
      columns: described,
      patterns: top.map((row) => ({
        missing: taken.filter((_, place) => row.flags[place]).map(({ name }) => name),
        n: row.n
      })),
      patternCount: totals?.patterns ?? 0,
      complete: totals?.complete ?? 0,
      pairs: await pairsOf(work, taken),
      leftOut
    }
  } finally {
    await connection.run(`DROP TABLE IF EXISTS ${PATTERNS}`)
  }
}

async function pairsOf(
  { connection, table, signal }: GapsWork,
  taken: readonly ColumnProfile[]
): Promise<Missingness['pairs']> {
  const pairs: Missingness['pairs'] = []
  for (const [a, left] of taken.entries()) {
    const others = taken.slice(a + 1)
    if (!others.length) break
    const terms = others.map(
      (_, place) => `coalesce(sum(n) FILTER (${bitSql(a)} AND ${bitSql(a + 1 + place)}), 0)::BIGINT AS b${place}`
    )
    const [row = {}] = await connection.rows<Record<string, number>>(`SELECT ${terms.join(', ')} FROM ${PATTERNS}`, {
      signal
    })
    for (const [place, right] of others.entries()) {
      const both = row[`b${place}`] ?? 0
      pairs.push({
        left: left.name,
        right: right.name,
        both,
        phi: phi(table.rows, gaps(left), gaps(right), both)
      })
    }
  }
  return pairs.sort((x, y) => (y.phi ?? -2) - (x.phi ?? -2) || y.both - x.both)
}

/** The phi coefficient of two gaps: Pearson's r of the two as 0 and 1. */
function phi(n: number, a: number, b: number, both: number): number | null {
  const spread = Math.sqrt(a) * Math.sqrt(n - a) * Math.sqrt(b) * Math.sqrt(n - b)
  return spread > 0 ? (n * both - a * b) / spread : null
}
