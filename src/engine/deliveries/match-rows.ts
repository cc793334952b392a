import { randomUUID } from 'node:crypto'
import type { Project } from '../project'
import { ident } from '../sql'
import type { ColumnPair } from './pair-columns'

/** Rows of each side that are compared with none, by rowid. */
export type Totals = Record<'before' | 'arriving', readonly number[]>

/**
 * Where each row of two raw tables has gone: one row for each pair or single, with the rowid on each side (`b`, `a`), its
 * `fate` (`total` where it seems to sum up others), and the places of the pairs that differ. Lies outside the project, and goes with the comparison.
 */
export interface MatchedRows {
  /** SQL of the table. */
  table: string
  counts: { same: number; added: number; gone: number; changed: number | null }
  /** Rows in which each pair differs, by place. */
  changes: ReadonlyMap<number, number>
}

/**
 * Matches the rows of two raw tables by a key of both, else by whole rows, as many times as they stand in each; those that
 * seem to be totals are told apart.
 */
export async function matchRows(
  project: Project,
  [before, arriving]: readonly [string, string],
  pairs: readonly ColumnPair[],
  { key, totals }: { key: readonly string[] | null; totals: Totals },
  signal?: AbortSignal
): Promise<MatchedRows> {
  const table = `scratch.${ident(`compared-${randomUUID()}`)}`
  const sides: Sides = {
    before: { table: before, totals: totals.before },
    arriving: { table: arriving, totals: totals.arriving }
  }
  const matched = !pairs.length ? apart(sides) : key ? byKey(sides, pairs, key) : byRow(sides, pairs)
  const sql = [matched, ...totalsSql(totals)].join(' UNION ALL ')
  try {
    await project.database.run(`CREATE TABLE ${table} AS ${sql}`, { signal })
    const counted = await project.rows<{ fate: string; n: number }>(
      `SELECT fate, count(*) AS n FROM ${table} GROUP BY fate`,
      { signal }
    )
    const changes = await project.rows<{ place: number; n: number }>(
      `SELECT place, count(*) AS n FROM (SELECT unnest(differs) AS place FROM ${table} WHERE fate = 'changed') GROUP BY place`,
      { signal }
    )
    const n = (fate: string): number => counted.find((row) => row.fate === fate)?.n ?? 0
    return {
      table,
      counts: { same: n('same'), added: n('added'), gone: n('gone'), changed: key ? n('changed') : null },
      changes: new Map(changes.map((row) => [row.place, row.n]))
    }
  } catch (error) {
    await dropMatched(project, { table })
    throw error
  }
}

/** Throws the matches of a comparison away. */
export async function dropMatched(project: Project, { table }: Pick<MatchedRows, 'table'>): Promise<void> {
  if (!project.database.isClosed) await project.database.run(`DROP TABLE IF EXISTS ${table}`)
}

const NOTHING = '[]::INTEGER[]'

interface Side {
  table: string
  totals: readonly number[]
}

type Sides = Record<'before' | 'arriving', Side>

function byKey({ before, arriving }: Sides, pairs: readonly ColumnPair[], key: readonly string[]): string {
  const on = key.map((name) => pairs.findIndex((pair) => pair.name === name)).map((c) => `b.c${c} = a.c${c}`)
  const places = pairs.map((_, c) => `CASE WHEN b.c${c} IS DISTINCT FROM a.c${c} THEN ${c} END`)
  const differs = `list_filter([${places.join(', ')}], lambda place: place IS NOT NULL)`
  return `SELECT b, a, CASE WHEN b IS NULL THEN 'added' WHEN a IS NULL THEN 'gone' WHEN len(differs) > 0 THEN 'changed' ELSE 'same' END AS fate, differs
    FROM (SELECT b.place AS b, a.place AS a, CASE WHEN b.place IS NULL OR a.place IS NULL THEN ${NOTHING} ELSE ${differs} END AS differs
      FROM (${valuesOf(before, pairs, 'before')}) b FULL JOIN (${valuesOf(arriving, pairs, 'after')}) a ON ${on.join(' AND ')})`
}

function byRow({ before, arriving }: Sides, pairs: readonly ColumnPair[]): string {
  const names = pairs.map((_, c) => `c${c}`).join(', ')
  // Lists of unlike length are unnested side by side, the shorter one filled with NULL.
  return `SELECT b, a, CASE WHEN b IS NULL THEN 'added' WHEN a IS NULL THEN 'gone' ELSE 'same' END AS fate, ${NOTHING} AS differs
    FROM (SELECT unnest(list(place ORDER BY place) FILTER (side = 'b')) AS b, unnest(list(place ORDER BY place) FILTER (side = 'a')) AS a
      FROM (SELECT 'b' AS side, * FROM (${valuesOf(before, pairs, 'before')}) UNION ALL SELECT 'a', * FROM (${valuesOf(arriving, pairs, 'after')})) GROUP BY ${names})`
}

/** Nothing in common: all rows go, and all come. */
function apart({ before, arriving }: Sides): string {
  return `SELECT rowid AS b, NULL::BIGINT AS a, 'gone' AS fate, ${NOTHING} AS differs FROM ${rowsOf(before)}
    UNION ALL SELECT NULL, rowid, 'added', ${NOTHING} FROM ${rowsOf(arriving)}`
}

function totalsSql({ before, arriving }: Totals): string[] {
  const list = (places: readonly number[]): string => `(SELECT unnest([${places.join(', ')}]::BIGINT[]) AS place)`
  return [
    ...(before.length ? [`SELECT place, NULL, 'total', ${NOTHING} FROM ${list(before)}`] : []),
    ...(arriving.length ? [`SELECT NULL, place, 'total', ${NOTHING} FROM ${list(arriving)}`] : [])
  ]
}

function valuesOf(side: Side, pairs: readonly ColumnPair[], which: 'before' | 'after'): string {
  return `SELECT rowid AS place, ${pairs.map((pair, c) => `${pair[which]} AS c${c}`).join(', ')} FROM ${rowsOf(side)}`
}

function rowsOf({ table, totals }: Side): string {
  const from = `raw.${ident(table)}`
  return totals.length ? `${from} WHERE rowid NOT IN (${totals.join(', ')})` : from
}
