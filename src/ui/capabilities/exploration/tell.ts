import type { TableRef, ToldLook } from '../../../contract'
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

/** Columns told to be in view since the project was opened: once tells it. */
let inView = new Set<string>()
onProjectChange(() => (inView = new Set()))

/** Tells the engine of columns whose values are in view in the grid of a table. */
export function tellInView(table: TableRef, columns: readonly string[]): void {
  const fresh = columns.filter((column) => !inView.has(JSON.stringify([table.name, column])))
  if (!fresh.length) return
  for (const column of fresh) inView.add(JSON.stringify([table.name, column]))
  api.exploration.look({ kind: 'grid', table, columns: fresh.slice(0, 5_000) }).catch(() => undefined)
}
