import { randomUUID } from 'node:crypto'
import type { ColumnInfo, ColumnProfile } from '../../contract'
import type { Project } from '../project'
import { ident } from '../sql'
import type { Table } from '../tables'
import { alone } from './alone'
import type { Meaning } from './column-work'
import { profileColumn } from './profile-column'
import { readEstimates } from './read-estimates'
import type { Drawn } from './sampling'

/** Rows that an instant profile reads. */
export const INSTANT_ROWS = 20_000
/** Columns drawn at once: few, so that the first of a wide table are there at once; fewer of many rows, which stay in memory. */
const BATCH = 12
const MOST_CELLS = 24_000_000

/** Columns profiled one by one over some rows of a table (a sample, those of a filter), which are drawn once for some columns at a time. */
export async function* profileRows(
  project: Project,
  table: Table,
  drawn: Drawn,
  signal?: AbortSignal,
  /** What the columns stand for, one by one, where the whole table tells it. */
  meanings?: AsyncIterator<Meaning>
): AsyncGenerator<ColumnProfile, void> {
  const batch = Math.max(1, Math.min(BATCH, Math.floor(MOST_CELLS / Math.max(1, drawn.sampled?.n ?? table.rows))))
  for (let first = 0; first < table.columns.length; first += batch) {
    const columns = table.columns.slice(first, first + batch)
    const kept = `scratch.${ident(`profile ${randomUUID()}`)}`
    try {
      await project.database.run(sampleTableSql(kept, drawn, columns), { signal })
      const rows = (await project.rows<{ n: number }>(`SELECT count(*) AS n FROM ${kept}`))[0]?.n ?? 0
      const sampled = drawn.sampled && { ...drawn.sampled, n: rows }
      const names = columns.map((_, place) => storedName(place))
      const estimates = await readEstimates(project, { sql: kept, names }, signal)
      for (const [place, column] of columns.entries()) {
        const told = await meanings?.next()
        yield await alone(project, (connection) =>
          profileColumn({
            connection,
            table: kept,
            rows,
            sampled,
            column,
            stored: storedName(place),
            position: first + place,
            estimate: estimates[place] ?? null,
            meaning: told?.done ? undefined : told?.value,
            signal
          })
        )
      }
    } finally {
      await project.database.run(`DROP TABLE IF EXISTS ${kept}`)
    }
  }
}

function sampleTableSql(name: string, drawn: Drawn, columns: readonly ColumnInfo[]): string {
  const cells = columns.map((column, place) => `${ident(column.name)} AS ${storedName(place)}`)
  return `CREATE TABLE ${name} AS SELECT ${cells.join(', ')} FROM ${drawn.sql}`
}

/** Names of ours, which hide nothing of DuckDB's. */
function storedName(place: number): string {
  return `c${place}`
}
