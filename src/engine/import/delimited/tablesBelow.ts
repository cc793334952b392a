import { setImmediate } from 'node:timers/promises'
import type { TableBelow } from '../../../contract'
import { inTurns } from '../steps'
import { describeSteps } from '../types'
import type { Dialect } from './dialect/detectDialect'
import { TablesReader, type TableStart } from './read/tablesReader'

/** Tables looked at below the first one, and their first rows. */
const MOST_TABLES = 20
const MOST_ROWS = 50
const SLICE_MS = 15

/**
 * The tables that stand below the first one in the beginning of a file, as they will be loaded: each by a dialect of its own. `whole` says
 * that the text is all of the file; else the rows that it breaks off are none.
 */
export async function tablesBelow(
  text: string,
  whole: boolean,
  dialect: Dialect,
  names: (header: readonly string[] | null, width: number) => string[]
): Promise<TableBelow[]> {
  let opened = 0
  const found: { start: TableStart; rows: string[][] }[] = []
  const reader = new TablesReader(dialect, (start) => {
    const rows: string[][] = []
    opened = start.index
    if (start.index > 0 && start.index <= MOST_TABLES) found.push({ start, rows })
    return {
      row: (cells) => void (start.index > 0 && rows.length < MOST_ROWS && rows.push([...cells])),
      note: () => undefined
    }
  })
  reader.push(text)
  if (whole) reader.close()
  while (!reader.run(performance.now() + SLICE_MS) && opened <= MOST_TABLES) await setImmediate()
  const below: TableBelow[] = []
  for (const { start, rows } of found) {
    const width = rows.reduce((most, { length }) => Math.max(most, length), start.dialect.width)
    const cells = rows.map((row) => Array.from({ length: width }, (_, at) => row[at] || null))
    const columns = names(start.dialect.header, width).map((name, at) => ({
      name,
      values: cells.map((row) => row[at] ?? null)
    }))
    const line = start.line + start.dialect.tableLine - 1
    below.push({ title: start.name, line, columns: await inTurns(describeSteps(columns)), rows: cells })
  }
  return below
}
