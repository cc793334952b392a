import type { ColumnAt, Guess, Look } from '../../contract'
import { columnKey, sightsOf } from './aspects'

/**
 * Where a guess stands in time by the log: `after` where a look had shown all its columns together, `partly` where
 * looks had shown some of them only, `before` where none had. A look of the same instant counts against the guess.
 */
export function guessTime(
  columns: readonly ColumnAt[],
  writtenAt: string,
  looks: readonly Look[]
): Pick<Guess, 'time' | 'seenBefore' | 'looked'> {
  const wanted = columns.map(columnKey)
  const told = looks.map((look) => {
    const shown = new Set(sightsOf(look).map(columnKey))
    return { look, hits: wanted.filter((key) => shown.has(key)).length }
  })
  const past = told.filter(({ look, hits }) => hits > 0 && look.first <= writtenAt)
  const together = past.filter(({ hits }) => hits === wanted.length)
  const time = together.length ? 'after' : past.length ? 'partly' : 'before'
  const earliest = (together.length ? together : past)[0]?.look
  return {
    time,
    seenBefore: earliest ? { at: earliest.first, kind: earliest.kind, figure: earliest.figure } : null,
    looked: told.filter(({ look, hits }) => hits === wanted.length && look.last > writtenAt).length
  }
}
