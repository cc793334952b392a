import { text } from '../../sql'
import { comparedSql } from '../compared'
import type { DetectorContext } from '../detector'
import type { BrokenCopy } from './broken-copy'

/** Rows of a pair of values from which it is no chance, and pairs that a predicate names one by one. */
const SEEN = 2
const MOST_NAMED = 200

/** That the values of two columns stand together in no other row; null where one of the columns is unknown. */
export type AloneTogether = (one: string, other: string) => Promise<string | null>

/** Two slips of one row stand together nowhere else: of the rows that break a rule, those whose two values do, looked for once a pair of columns. */
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
  const pairs = `SELECT ${x} AS x, ${y} AS y FROM ${context.table.sql}`
  const alone = `SELECT x, y FROM (${pairs}) SEMI JOIN (SELECT DISTINCT ${x} AS x, ${y} AS y FROM ${copy.from}) USING (x, y) GROUP BY ALL HAVING count(*) < ${SEEN}`
  const found = await context.rows<{ x: string; y: string }>(
    `SELECT x::VARCHAR AS x, y::VARCHAR AS y FROM (${alone}) ORDER BY ALL LIMIT ${MOST_NAMED + 1}`
  )
  if (!found.length) return 'false'
  const named = found.map((pair) => `(${text(pair.x)}, ${text(pair.y)})`).join(', ')
  return found.length > MOST_NAMED
    ? `coalesce((${x}, ${y}) IN (SELECT (x, y) FROM (${pairs}) GROUP BY ALL HAVING count(*) < ${SEEN}), false)`
    : `coalesce((${x}::VARCHAR, ${y}::VARCHAR) IN (${named}), false)`
}
