import { Source, type Anomaly, type SidesCompared } from '../../../contract'
import { compareSides } from '../../compare'
import { deliveredRows } from '../../deliveries'
import { ident } from '../../sql'
import { readColumns, type Table } from '../../tables'
import type { Project } from '../../project'
import { signed } from '../finding'
import { columnDrift, columnGone } from './column-drift'
import { nothingNewer } from './nothing-newer'
import type { DeliveredSide } from './sides'

/** Least rows of either delivery for shares to be compared. */
const LEAST = 50

/**
 * What moved in the columns of each source from its last delivery but one to its last: columns gone, missing values, categories
 * come or gone, distributions; and a last delivery that brings nothing newer.
 */
export function driftOf(project: Project, tables: readonly Table[], signal?: AbortSignal): AsyncIterable<Anomaly> {
  return signed(DRIFT, drifts(project, tables, signal))
}

/** The name of this search. */
export const DRIFT = 'drift'

async function* drifts(project: Project, tables: readonly Table[], signal?: AbortSignal): AsyncIterable<Anomaly> {
  const sources = (await project.list('source', Source)).filter(
    ({ table, deliveries }) => deliveries.length > 1 && tables.some(({ ref }) => ref.name === table.name)
  )
  for (const source of sources) {
    const [before, after] = source.deliveries.slice(-2)
    if (!before || !after || Math.min(before.rows, after.rows) < LEAST) continue
    // A newer version of all rows stands beside the version before it; rows added stand beside those added before.
    const whole = after.mode === 'append' ? 'arrived' : 'whole'
    const asked = [before, after].map(({ id }) => ({ kind: 'delivery' as const, source: source.id, delivery: id, rows: whole }) as const) // prettier-ignore
    const [a, b] = asked
    if (!a || !b) continue
    const sides = [await sideOf(project, source, a), await sideOf(project, source, b)] as const
    const compared: SidesCompared = await compareSides(project, { a, b, pairs: [] }, undefined, signal)
    // The column that names the file of each row is the program's own: no delivery repeats it.
    const pairs = compared.pairs.filter(({ a: was, b: is }) => was.name !== before.fileColumn && is.name !== after.fileColumn) // prettier-ignore
    for (const column of compared.onlyA) {
      if (column.name === before.fileColumn) continue
      const gone = await columnGone(project, column, sides, signal)
      if (gone) yield gone
    }
    for (const pair of pairs) yield* columnDrift(project, pair, sides, signal)
    const late = nothingNewer({ ...compared, pairs }, sides)
    if (late) yield late
  }
}

async function sideOf(
  project: Project,
  source: Source,
  asked: { source: string; delivery: string; rows: 'arrived' | 'whole' }
): Promise<DeliveredSide> {
  const { table: name, from, to, label } = await deliveredRows(project, asked)
  const columns = await readColumns(project, { schema: 'raw', name })
  const sql = `raw.${ident(name)}`
  const [counted] = await project.rows<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`)
  const rows = counted?.n ?? 0
  return {
    // Findings stand under the table's own name, also those whose rows lie in the version before.
    table: { ref: { schema: 'raw', name: source.table.name }, columns, rows, fingerprint: name, sql },
    where: from === 0 && to >= rows ? 'true' : `rowid >= ${from} AND rowid < ${to}`,
    label,
    n: to - from
  }
}
