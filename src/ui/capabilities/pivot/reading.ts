import type { PivotBins, PivotMeasure, PivotSpec } from '../../../contract'
import type { Figures, Group, PivotModel } from './model'
import { figureWords, groupWords } from './words'

/** What stands in a cell: its group of columns, its measure, its figures and how they are written. */
export type Cell = { over: Group; measure: PivotMeasure; at: number; figures: Figures | null; words: string }

/** A pivot table as it is laid out: each group of columns over all its measures, side by side. */
export type Reading = {
  across: number
  /** The group of columns and the measure at a place from the left; null beyond the table. */
  head: (place: number) => { over: Group; measure: PivotMeasure; at: number } | null
  cell: (row: Group | undefined, place: number) => Cell | null
  rowWords: (row: Group) => string[]
  columnWords: (column: Group) => string[]
}

export function readCells(
  spec: PivotSpec,
  bins: readonly (PivotBins | null)[],
  model: PivotModel,
  columns: readonly Group[]
): Reading {
  const { measures } = spec
  const columnBins = bins.slice(spec.rows.length)
  const head: Reading['head'] = (place) => {
    const at = place % measures.length
    const [over, measure] = [columns[Math.floor(place / measures.length)], measures[at]]
    return over && measure ? { over, measure, at } : null
  }
  return {
    across: columns.length * measures.length,
    head,
    cell: (row, place) => {
      const above = head(place)
      if (!above || !row) return null
      const figures = model.at(row, above.over)
      return { ...above, figures, words: figures ? figureWords(above.measure, figures.values[above.at]) : '' }
    },
    rowWords: (row) => groupWords(row, spec.rows, bins),
    columnWords: (column) => groupWords(column, spec.columns, columnBins)
  }
}

/** The names of a group in one line. */
export function inOneLine(words: readonly string[]): string {
  return words.filter(Boolean).join(' · ')
}
