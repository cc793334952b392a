import type { ChartData, ChartIntent } from '../contract'
import { inertLine } from './inert-text'
import type { ChartLanguage } from './locales'
import { formatCount, formatMeasure, formatX } from './numbers'
import { readSeries } from './series'

/** The numbers of a chart as a table: what stands beside every picture. */
export interface ChartTableView {
  headers: { text: string; numeric: boolean }[]
  rows: string[][]
}

/** The same numbers as the marks, in the same order, written in the language. */
export function chartTable(intent: ChartIntent, data: ChartData, language: ChartLanguage): ChartTableView {
  const split = intent.colour !== undefined
  const { points, colours } = readSeries(data, split, language)
  const measure = data.measure[language]
  const scatter = intent.kind === 'scatter'
  return {
    headers: [
      { text: inertLine(intent.x.column), numeric: data.xType === 'number' },
      ...(split ? [{ text: inertLine(intent.colour ?? ''), numeric: false }] : []),
      { text: inertLine(scatter ? (intent.y.column ?? '') : measure), numeric: true },
      ...(counted(intent) ? [] : [{ text: 'n', numeric: true }])
    ],
    rows: points.map((point) => [
      point.x2 === null
        ? formatX(point.x, data, language)
        : interval(formatX(point.x, data, language), formatX(point.x2, data, language), language),
      ...(split ? [colours[point.colour] ?? ''] : []),
      formatMeasure(point.y, intent, language),
      ...(counted(intent) ? [] : [formatCount(point.n, language)])
    ])
  }
}

/** Where the measure is the number of rows itself, a second column of n would only repeat it. */
function counted({ kind, y }: ChartIntent): boolean {
  return kind !== 'scatter' && y.aggregate === 'count'
}

function interval(low: string, high: string, language: ChartLanguage): string {
  return language === 'fr' ? `de ${low} à ${high}` : `${low} to ${high}`
}
