import type { RowShape } from '../../contract'
import { toErrorData } from '../errors'
import type { Project } from '../project'
import { readPage, shapeOf } from '../tables'
import { noteQuery } from './history'

/** Runs a query, tells how long it took, and notes it in the history whatever came of it. */
export async function runAndNote(
  project: Project,
  sql: string,
  signal?: AbortSignal
): Promise<RowShape & { milliseconds: number }> {
  const at = new Date().toISOString()
  const start = performance.now()
  const took = (): number => performance.now() - start
  try {
    const source = { kind: 'query', sql } as const
    const shape = await shapeOf(project, source, signal)
    // Counting the rows of a plain scan computes none of its expressions: one that fails is told now, at its place.
    await readPage(project, { source, offset: 0, limit: FIRST_ROWS }, { signal })
    const milliseconds = took()
    await noteQuery(project, {
      sql,
      at,
      milliseconds,
      rows: shape.rows,
      columns: shape.columns.length,
      error: null
    })
    return { ...shape, milliseconds }
  } catch (error) {
    const { message } = toErrorData(error)
    await noteQuery(project, { sql, at, milliseconds: took(), rows: null, columns: null, error: message })
    throw error
  }
}

const FIRST_ROWS = 200
