import type { ColumnAt, Guess, Look } from '../../contract'
import { columnKey, sightsOf } from './aspects'

/**
 * Where a guess stands in time by the log: `after` where a look had shown all its columns together, `partly` where
 * looks had shown some of them only, `before` where none had: values in view in the grid
 * are no figure, and are told apart. A look of the same instant counts against the guess.
 */
export function guessTime(
  columns: readonly ColumnAt[],
  writtenAt: string,
  looks: readonly Look[]
): Pick<Guess, 'time' | 'seenBefore' | 'inView' | 'looked'> {
  const wanted = columns.map(columnKey)
  const told = looks.map((look) => {
    const shown = new Set(sightsOf(look).map(columnKey))
    return { look, hits: wanted.filter((key) => shown.has(key)).length, crosses: crossedBy(look, columns) }
  })
  const past = told.filter(({ look, hits }) => hits > 0 && look.first <= writtenAt)
  const together = past.filter(({ hits, crosses }) => crosses && hits === wanted.length)
  const time = together.length ? 'after' : past.length ? 'partly' : 'before'
  const inView = looks.find(
    ({ kind, columns: shown, first }) =>
      kind === 'grid' && first <= writtenAt && shown.some((at) => wanted.includes(columnKey(at)))
  )
  const earliest = (together.length ? together : past)[0]?.look
  return {
    time,
    seenBefore: earliest ? { at: earliest.first, kind: earliest.kind, figure: earliest.figure } : null,
    inView: inView?.first ?? null,
    looked: told.filter(({ look, hits, crosses }) => crosses && hits === wanted.length && look.last > writtenAt).length
  }
}

/** Whether what a look shows of columns is shown together: a comparison shows one column of each table at a time, beside those that make its sides. */
function crossedBy({ sidesBy }: Look, columns: readonly ColumnAt[]): boolean {
  if (!sidesBy) return true
  const making = new Set(sidesBy.map(columnKey))
  const others = columns.filter((at) => !making.has(columnKey(at))).map(({ table }) => table)
  return new Set(others).size === others.length
}
