import type { Evidence, TableRef, ToldLook } from '../../../contract'
import { onProjectChange } from '../../app/project-change'
import { api } from '../../client'

/** The same look told again within so many milliseconds is a screen drawn again, not a second look. */
const SAME_MS = 1_000
let before = { told: '', at: -SAME_MS }

/** Tells the engine of a look for which it computes nothing. A look is never worth an error: work goes on without it. */
export function tellLook(look: ToldLook): void {
  const told = JSON.stringify(look)
  const at = performance.now()
  const again = told === before.told && at - before.at < SAME_MS
  before = { told, at }
  if (!again) api.exploration.look(look).catch(() => undefined)
}

/** Tells the engine of evidence that was opened; a filter that leaves out what the figure reads is none of it. */
export function tellEvidence({ table, columns, applied, outside, title }: Evidence): void {
  if (!table) return
  tellLook({ kind: 'evidence', table, columns, figure: title, ...(applied && !outside ? { filter: applied } : {}) })
}

/** Columns told to be in view since the project was opened: once tells it. */
let inView = new Set<string>()
onProjectChange(() => (inView = new Set()))

/** Tells the engine of columns whose values are in view in the grid of a table; those it did not hear of are told again. */
export function tellInView(table: TableRef, columns: readonly string[]): void {
  const told = inView
  const keyOf = (column: string): string => JSON.stringify([table.name, column])
  const fresh = columns.filter((column) => !told.has(keyOf(column))).slice(0, MOST_AT_ONCE)
  if (!fresh.length) return
  for (const column of fresh) told.add(keyOf(column))
  api.exploration.look({ kind: 'grid', table, columns: fresh }).catch(() => {
    for (const column of fresh) told.delete(keyOf(column))
  })
}

/** Columns that one call may name: those behind are told when the grid is next drawn. */
const MOST_AT_ONCE = 5_000
