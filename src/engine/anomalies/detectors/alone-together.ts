import { text } from '../../sql'
import { comparedSql } from '../compared'
import type { DetectorContext } from '../detector'
import type { BrokenCopy } from './broken-copy'

/** Pairs that a predicate names one by one. */
const MOST_NAMED = 200

/** That the values of two columns stand together in no row that keeps all rules; null where one of the columns is unknown. */
export type AloneTogether = (one: string, other: string) => Promise<string | null>

/** Two slips of one row, or two values that changed places, stand together only where some rule is broken: such rows, looked for once a pair of columns. */
export function aloneTogether(context: DetectorContext, copy: BrokenCopy): AloneTogether {
  const known = new Map<string, Promise<string | null>>()
  return (one, other) => {
    const names = [one, other].sort()
    const key = JSON.stringify(names)
    const found = known.get(key) ?? findAlone(context, copy, names)
    known.set(key, found)
    return found
  }
}

async function findAlone(context: DetectorContext, copy: BrokenCopy, names: readonly string[]): Promise<string | null> {
  const columns = names.flatMap((name) => context.profile.columns.find((column) => column.name === name) ?? [])
  const [x, y] = columns.map((column) => comparedSql(context, column))
  if (x === undefined || y === undefined) return null
  const counted = (from: string, n: string): string =>
    `SELECT ${x} AS x, ${y} AS y, count(*) AS ${n} FROM ${from} GROUP BY ALL`
  const alone = `SELECT x, y FROM (${counted(context.table.sql, 'n')}) JOIN (${counted(copy.from, 'odd')}) USING (x, y) WHERE n = odd`
  const found = await context.rows<{ x: string; y: string }>(
    `SELECT x::VARCHAR AS x, y::VARCHAR AS y FROM (${alone}) ORDER BY ALL LIMIT ${MOST_NAMED + 1}`
  )
  if (!found.length) return 'false'
  const named = found.map((pair) => `(${text(pair.x)}, ${text(pair.y)})`).join(', ')
  // The copy does not outlast the search: of many pairs, those of one row are asked for.
  return found.length > MOST_NAMED
    ? `coalesce((${x}, ${y}) IN (SELECT (x, y) FROM (${counted(context.table.sql, 'n')}) WHERE n = 1), false)`
    : `coalesce((${x}::VARCHAR, ${y}::VARCHAR) IN (${named}), false)`
}
