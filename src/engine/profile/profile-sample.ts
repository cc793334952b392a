import { randomUUID } from 'node:crypto'
import type { ColumnInfo, ColumnProfile } from '../../contract'
import type { Project } from '../project'
import { ident } from '../sql'
import type { Table } from '../tables'
import { alone } from './alone'
import { profileColumn } from './profile-column'
import type { Drawn } from './sampling'

/** Rows that an instant profile reads. */
export const INSTANT_ROWS = 20_000
/** Columns drawn at once: few, so that the first of a wide table are there at once. */
const BATCH = 12

/** Columns profiled one by one over a sample of the rows, which is drawn once for some columns at a time. */
export async function* profileSample(
  project: Project,
  table: Table,
  drawn: Drawn,
  signal?: AbortSignal
): AsyncGenerator<ColumnProfile, void> {
  for (let first = 0; first < table.columns.length; first += BATCH) {
    const columns = table.columns.slice(first, first + BATCH)
    const kept = `scratch.${ident(`profile ${randomUUID()}`)}`
    try {
      await project.database.run(sampleTableSql(kept, drawn, columns), { signal })
      const rows = (await project.rows<{ n: number }>(`SELECT count(*) AS n FROM ${kept}`))[0]?.n ?? 0
      const sampled = drawn.sampled && { ...drawn.sampled, n: rows }
      for (const [place, column] of columns.entries())
        yield await alone(project, (connection) =>
          profileColumn({
            connection,
            table: kept,
            rows,
            sampled,
            column,
            position: first + place,
            estimate: null,
            signal
          })
        )
    } finally {
      await project.database.run(`DROP TABLE IF EXISTS ${kept}`)
    }
  }
}

function sampleTableSql(name: string, drawn: Drawn, columns: readonly ColumnInfo[]): string {
  return `CREATE TABLE ${name} AS SELECT ${columns.map((column) => ident(column.name)).join(', ')} FROM ${drawn.sql}`
}
