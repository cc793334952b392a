import { randomUUID } from 'node:crypto'
import { drawRows } from '../profile'
import type { Project } from '../project'
import { ident } from '../sql'
import type { Table } from '../tables'

/** Rows that are enough to leave what cannot hold of a whole table. */
const SAMPLE_ROWS = 20_000

/** Some rows of a table, drawn once for all that is looked at on few rows before it is counted on all. */
export interface Sample {
  /** For `FROM`; bears the columns of the table. */
  sql: string
  rows: number
  /** Whether it is the table itself. */
  whole: boolean
}

/** Draws the rows when they are first asked for; `drop` lets go of them. */
export function sampleOf(
  project: Project,
  table: Table,
  signal?: AbortSignal
): { take: () => Promise<Sample>; drop: () => Promise<void> } {
  const drawn = drawRows(table, SAMPLE_ROWS)
  const copy = `scratch.${ident(`sample ${randomUUID()}`)}`
  const columns = table.columns.map(({ name }) => ident(name)).join(', ')
  const draw = async (): Promise<Sample> => {
    if (!drawn.sampled) return { sql: table.sql, rows: table.rows, whole: true }
    await project.database.run(`CREATE TABLE ${copy} AS SELECT ${columns} FROM ${drawn.sql}`, { signal })
    return { sql: copy, rows: drawn.sampled.n, whole: false }
  }
  let taken: Promise<Sample> | undefined
  return {
    take: () => (taken ??= draw()),
    drop: async () => {
      if (!taken) return
      await taken.catch(() => undefined)
      await project.database.run(`DROP TABLE IF EXISTS ${copy}`)
    }
  }
}
