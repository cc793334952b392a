import type { SampleRecord } from './detectSyntax'
import { kindOf, TYPED_KINDS, type CellKind } from './kind'
import { learnColumns, type ColumnModel } from './model'
import { shapeOf } from './shape'

const MANY = 400

/** Above 0: the row reads as names over this body; below: as one more data row. */
export function headerScore(row: SampleRecord, models: ColumnModel[], body: readonly SampleRecord[]): number {
  if (isYears(row.cells)) return 1
  const sample = body.slice(0, MANY).filter((r) => r.cells.some((cell, j) => cell !== row.cells[j]))
  let score = 0
  row.cells.forEach((cell, j) => {
    const model = models[j]
    if (!model || model.total === 0) return
    const kind = kindOf(cell)
    const dominant = dominantKind(model)
    if (kind === 'empty') return
    if (dominant) {
      score += TYPED_KINDS.has(kind) ? -1.5 : kind === 'missing' ? -0.5 : 1
      return
    }
    if (TYPED_KINDS.has(kind)) score -= 0.7
    if (isOfSeries(cell, model)) score -= 1
    if (sample.some((r) => r.cells[j] === cell)) score -= 1
  })
  return score
}

/** A code written as those below it (`C00123`): names share no such shape. */
function isOfSeries(cell: string, { exact, total, empty }: ColumnModel): boolean {
  const shape = shapeOf(cell.trim()).exact
  return /\d{3}/.test(cell) && /[aA]\d/.test(shape) && (exact.get(shape) ?? 0) >= 0.7 * (total - empty)
}

/** The kind of value that most filled cells of a column have; null where these are words of no kind. */
export function dominantKind(model: ColumnModel | undefined): CellKind | null {
  if (!model) return null
  const filled = model.total - model.empty
  let typed = 0
  let top: [CellKind, number] | null = null
  for (const [kind, count] of model.kinds) {
    if (!TYPED_KINDS.has(kind)) continue
    typed += count
    if (!top || count > top[1]) top = [kind, count]
  }
  return top && filled > 0 && typed >= 0.7 * filled ? top[0] : null
}

/** Whether a row has nothing but years in order, some cells before them apart. */
export function isYears(cells: string[]): boolean {
  const years = cells.map((cell) => (/^(?:19|20)\d\d$/.test(cell.trim()) ? Number(cell) : 0)).filter((year) => year > 0)
  return (
    years.length >= 2 &&
    years.length >= cells.length - 3 &&
    years.every((year, i) => i === 0 || year === (years[i - 1] ?? 0) + 1) &&
    years.length < cells.length
  )
}

/** What the columns of the rows from one place on look like. */
export function bodyModels(records: readonly SampleRecord[], from: number, width: number): ColumnModel[] {
  return learnColumns(
    records
      .slice(from, from + Math.max(12, Math.min(MANY, Math.floor(100_000 / width))))
      .filter((r) => r.cells.length === width),
    width
  )
}
