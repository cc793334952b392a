import { isUnit } from '../../types'
import type { SampleRecord } from './detectSyntax'
import { bodyModels, dominantKind, headerScore, isYears } from './headerScore'
import { kindOf } from './kind'
import type { ColumnModel } from './model'
import { shapeOf } from './shape'
import { isAboveTitles, isNamed, isYear, namesApart, spreadTitles } from './titles'

/** Rows that show that a column is always filled. */
const FULL_ROWS = 3

/** The rows of titles above the names, the widest ones first: one, two where titles of titles stand above those, or none. */
export function groupRows(records: readonly SampleRecord[], from: number, width: number): SampleRecord[] {
  const group = groupRow(records, from, width)
  if (group) return [group]
  const top = records[from]
  const below = top && groupRow(records, from + 1, width, top)
  return below && isAboveTitles(top.cells, below.cells) ? [top, below] : []
}

/** A row of group titles above the names (`;2019;;2020;`): filled in part, over a full row that is a header. */
function groupRow(
  records: readonly SampleRecord[],
  from: number,
  width: number,
  top?: SampleRecord
): SampleRecord | null {
  const [row, next] = [records[from], records[from + 1]]
  if (!row || !next || row.cells.length !== width || width < 3 || records.length < from + 4) return null
  const filled = row.cells.filter((cell) => cell.trim() !== '').length
  if (filled > width / 2 && !partsRepeated(row, next, top)) return isOverAll(row, next, records, from) ? row : null
  if (next.cells.filter((cell) => cell.trim() !== '').length < width - 1) return null
  const models = bodyModels(records, from + 2, width)
  if (headerScore(next, models, records.slice(from + 2)) > 1) return row
  return namesOver(next, models, true) >= 2 ? row : null
}

/** Whether titles of several columns each, or one of all of them, stand over names of their own. */
function isOverAll(
  { cells }: SampleRecord,
  next: SampleRecord,
  records: readonly SampleRecord[],
  from: number
): boolean {
  const titles = new Set(cells.map((cell) => cell.trim()))
  const runs = cells.filter((cell, j) => j === 0 || cell.trim() !== cells[j - 1]?.trim()).length
  if (runs > titles.size || titles.size > cells.length / 2 || [...titles].some((title) => kindOf(title) === 'integer'))
    return false
  const names = next.cells.map((cell) => cell.trim())
  if (names.length !== cells.length || new Set(names).size < names.length) return false
  const score = headerScore(next, bodyModels(records, from + 2, cells.length), records.slice(from + 2))
  // Names that come again, but for one title over all, may be names: then what stands below is a row.
  return titles.size === 1 ? score > -0.5 && !names.includes('') : score > 0.5
}

/** Whether names that come again below (`Agence;CA;CA`) are told apart by years above, or by titles beside a blank (`;2023;2024`). */
function partsRepeated({ cells }: SampleRecord, { cells: names }: SampleRecord, top?: SampleRecord): boolean {
  const titles = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  if (titles.length === cells.length && !titles.every(isYear)) return false
  const over = top ? spreadTitles([top], cells.length)[0] : []
  const pairs = new Set(names.map((name, j) => JSON.stringify([over?.[j], cells[j]?.trim(), name.trim()])))
  return new Set(names.map((name) => name.trim())).size < names.length && pairs.size === names.length
}

/**
 * How many columns of one kind of values a row stands over with words (or years, where these may be names: beside such words, or
 * in order), none with a value of such a kind: -1 where one does.
 */
function namesOver(row: SampleRecord, models: ColumnModel[], years: boolean): number {
  let [over, words] = [0, 0]
  for (const [j, model] of models.entries()) {
    const dominant = dominantKind(model)
    if (!dominant) continue
    const cell = (row.cells[j] ?? '').trim()
    const named = isNamed(cell)
    if (!named && !(years && isYear(cell) && !holdsYears(model))) return -1
    over += 1
    if (named) words += 1
  }
  return words > 0 || isYears(row.cells) ? over : -1
}

/** Whether years are what a column holds, by the shape of its values: four digits. */
function holdsYears({ exact, total, empty }: ColumnModel): boolean {
  return (exact.get(shapeOf('2000').exact) ?? 0) >= 0.5 * (total - empty)
}

/** A row of units (`;°C;km/h`) below a full row of names: nothing else but empty cells, one unit at least over values of one kind. */
function isUnits(row: SampleRecord, first: SampleRecord, models: ColumnModel[]): boolean {
  if (first.cells.some((cell) => cell.trim() === '')) return false
  let units = 0
  for (const [j, each] of row.cells.entries()) {
    const cell = each.trim()
    if (/^[-–—/]?$/.test(cell)) continue
    if (!isUnit(cell)) return false
    if (dominantKind(models[j])) units += 1
  }
  return units > 0
}

/** A row filled in part that tells names apart, over two columns of one kind of values at least, and itself none of their values. */
function tellsApart(row: SampleRecord, above: readonly SampleRecord[], models: ColumnModel[]): boolean {
  if (!namesApart(row.cells, above)) return false
  const typed = row.cells.flatMap((cell, j) => {
    const model = models[j]
    return cell.trim() !== '' && model && dominantKind(model) ? [{ cell: cell.trim(), model }] : []
  })
  return typed.length >= 2 && typed.every(({ cell, model }) => isNamed(cell) || (isYear(cell) && !holdsYears(model)))
}

/**
 * Words below each title of several columns, in all of these, and none below names of one: the first column, always filled below,
 * is one of the latter.
 */
function fillsHoles(row: SampleRecord, first: SampleRecord, models: ColumnModel[]): boolean {
  const isBlank = (cell: string | undefined): boolean => (cell ?? '').trim() === ''
  if (isBlank(first.cells[0]) || !isBlank(row.cells[0]) || first.cells.length < 3) return false
  if (models[0]?.empty !== 0 || models[0].total < FULL_ROWS) return false
  const named = row.cells.every((cell) => isBlank(cell) || isNamed(cell.trim()))
  const isTitle = (j: number): boolean =>
    isBlank(first.cells[j]) || (j + 1 < first.cells.length && isBlank(first.cells[j + 1]))
  return named && first.cells.some(isBlank) && row.cells.every((cell, j) => isBlank(cell) !== isTitle(j))
}

/** A further row of names, or of units, below the first one; `above` are all rows of the header so far. */
export function isSecondHeader(
  next: SampleRecord,
  first: SampleRecord,
  above: readonly SampleRecord[],
  records: readonly SampleRecord[],
  at: number,
  width: number
): boolean {
  const body = records.slice(at + 1)
  if (next.cells.length !== width || body.length < 1) return false
  if (next.cells.length >= 2 && next.cells.every((cell, j) => cell === first.cells[j])) return true
  if (body.length < 3) return false
  const models = bodyModels(records, at + 1, width)
  const full = next.cells.every((cell) => cell.trim() !== '')
  const merged = full && first.cells.some((cell) => cell.trim() === '')
  return (
    namesOver(next, models, merged) >= 2 ||
    isUnits(next, first, models) ||
    tellsApart(next, above, models) ||
    fillsHoles(next, first, models)
  )
}
