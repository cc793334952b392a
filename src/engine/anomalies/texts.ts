import { randomUUID } from 'node:crypto'
import type { ColumnProfile } from '../../contract'
import type { Project } from '../project'
import { ident, text } from '../sql'
import type { Written } from './written'

/** Rows from which counting each text once is worth a table of its own. */
const ENOUGH_ROWS = 1_000
/** Rows that a text must stand for on average, and texts kept in all. */
const LEAST_REPEATED = 3
const MOST_TEXTS = 3_000_000
const SPACE = '[ \\t-\\r\\x{A0}\\x{202F}\\x{200B}\\x{FEFF}]'

/** The columns as written, each with its different texts where they are few, and the way to let go of these. */
export interface Texts {
  written: ReadonlyMap<string, Written>
  drop: () => Promise<void>
}

/**
 * Counts the texts of each column once, for all the detectors that look at how values are written: a pattern is then matched with each
 * text, not with each row. Columns of nearly as many texts as rows stay as they are. Where no text has white space around it, none is
 * taken off any more: that costs as much as a pattern.
 */
export async function countTexts(
  project: Project,
  written: ReadonlyMap<string, Written>,
  columns: readonly ColumnProfile[],
  signal?: AbortSignal
): Promise<Texts> {
  const kept = new Map(written)
  const made: string[] = []
  const drop = async (): Promise<void> => {
    for (const table of made) await project.database.run(`DROP TABLE IF EXISTS ${table}`)
  }
  let texts = 0
  try {
    for (const { name, rows, distinct } of columns) {
      const own = written.get(name)
      if (!own || rows < ENOUGH_ROWS) continue
      if (distinct * LEAST_REPEATED > rows || texts + distinct > MOST_TEXTS) {
        kept.set(name, await untrimmed(project, own, name, signal))
        continue
      }
      texts += distinct
      const table = `scratch.${ident(`texts ${randomUUID()}`)}`
      const count = ident(`${name}~n`)
      made.push(table)
      await project.database.run(
        `CREATE TABLE ${table} AS SELECT ${ident(name)}, count(*) AS ${count} FROM ${own.from} GROUP BY ALL`,
        { signal }
      )
      kept.set(name, await untrimmed(project, { ...own, texts: table, times: count }, name, signal))
    }
  } catch (error) {
    await drop()
    throw error
  }
  return { written: kept, drop }
}

async function untrimmed(project: Project, own: Written, name: string, signal?: AbortSignal): Promise<Written> {
  const [spaced] = await project.rows<{ n: number }>(
    `SELECT count(*) AS n FROM (SELECT 1 FROM ${own.texts} WHERE regexp_matches(${ident(name)}, ${text(`^${SPACE}|${SPACE}$`)}) LIMIT 1)`,
    { signal }
  )
  return spaced?.n ? own : { ...own, value: ident(name) }
}
