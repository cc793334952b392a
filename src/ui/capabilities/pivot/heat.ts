import { type Figures, type Group, numberOf, type PivotModel } from './model'

/** The greatest size of each measure among the cells that are no totals. */
export function extremes(
  model: PivotModel,
  rows: readonly Group[],
  columns: readonly Group[],
  measures: number
): number[] {
  const found = Array<number>(measures).fill(0)
  for (const row of rows)
    for (const column of columns) {
      const figures = row.isWhole && column.isWhole ? model.at(row, column) : null
      figures?.values.forEach(({ value, type }, at) => {
        const size = Math.abs(numberOf(value, type) ?? 0)
        if (Number.isFinite(size)) found[at] = Math.max(found[at] ?? 0, size)
      })
    }
  return found
}

/** The ground of a cell, darker where its figure is greater; none where it has no figure. */
export function shade(figures: Figures | null, measure: number, greatest: readonly number[]): { background?: string } {
  const figure = figures?.values[measure]
  const size = figure ? Math.abs(numberOf(figure.value, figure.type) ?? 0) : 0
  const most = greatest[measure] ?? 0
  if (!size || !most) return {}
  const share = Math.round(40 * Math.min(1, size / most))
  return { background: `color-mix(in oklab, var(--accent) ${share}%, var(--surface))` }
}
