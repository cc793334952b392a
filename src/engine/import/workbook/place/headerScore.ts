import type { SheetRow } from '../sheet'
import { dominant, seemingOf, type ColumnLook } from './columnLook'

/** Above -0.5 a row reads as names over the columns below it; each typed column under a word speaks for it. */
export function headerScore(row: SheetRow, looks: ReadonlyMap<number, ColumnLook>): number {
  if (isSequence(row)) return 1
  let score = 0
  row.columns.forEach((column, i) => {
    const text = row.texts[i] ?? ''
    const seeming = seemingOf(row.kinds[i] ?? 'text', text)
    const look = looks.get(column)
    if (seeming === 'empty' || !look) return
    const below = dominant(look)
    const typed = seeming === 'number' || seeming === 'date' || seeming === 'boolean'
    if (below) {
      // Months and years over figures are names; a figure over figures is one more of them.
      if (typed) score += seeming === 'date' && below === 'number' ? 0.5 : -1.5
      else score += seeming === 'missing' ? -0.5 : 1
      return
    }
    if (typed) score -= 0.7
    if (look.texts.has(text)) score -= 1
  })
  return score
}

/** Whether every filled cell is a word: what a row of names is made of, years and dates apart. */
export function isWordy(row: SheetRow): boolean {
  return row.columns.every((_, i) => {
    const text = row.texts[i] ?? ''
    const seeming = seemingOf(row.kinds[i] ?? 'text', text)
    return seeming === 'word' || seeming === 'empty' || seeming === 'date' || isYear(text)
  })
}

function isYear(text: string): boolean {
  return /^(?:19|20)\d\d$/.test(text.trim())
}

/** Years, each one more than the last, and at most three other cells: names though they are numbers. */
function isSequence(row: SheetRow): boolean {
  const years = row.texts.filter(isYear).map(Number)
  return (
    years.length >= 2 &&
    years.length >= row.texts.length - 3 &&
    years.length < row.texts.length &&
    years.every((year, i) => i === 0 || year === (years[i - 1] ?? 0) + 1)
  )
}
