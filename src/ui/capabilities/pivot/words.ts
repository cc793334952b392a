import { currentLanguage, formatInteger, formatNumber, formatPercent, translate, visibleText } from '../../parts'
import { cellText, storedWord } from '../../parts/grid'
import type { ColumnInfo, PivotBins, PivotField, PivotKey, PivotMeasure, PivotPlan, PivotSpec } from '../../../contract'
import { type Figures, type Group, numberOf } from './model'
import { text } from './text'

/** A field with the type of its column, by which its groups are written as cells are; without it, as SQL writes them. */
export type TypedField = PivotField & { type?: string }

/** The fields of a layout with the types of their columns. */
export function withTypes<S extends Pick<PivotSpec, 'rows' | 'columns'>>(spec: S, columns: readonly ColumnInfo[]): S {
  const typed = (field: PivotField): TypedField => ({
    ...field,
    type: columns.find(({ name }) => name === field.column)?.type
  })
  return { ...spec, rows: spec.rows.map(typed), columns: spec.columns.map(typed) }
}

/** How a group of one field is written. */
export function keyWords(field: TypedField, bins: PivotBins | null, key: PivotKey): string {
  if ('others' in key) return translate(text, 'others')
  const { value } = key
  if (value === null) return translate(text, 'missing')
  if (value === '') return translate(text, 'emptyText')
  const isFrench = currentLanguage() === 'fr'
  switch (field.group) {
    case 'bins':
      return bins && Number.isFinite(Number(value)) ? binWords(Number(value), bins) : value
    case 'year':
      return value.slice(0, 4)
    case 'quarter':
      return `${value.slice(0, 4)} ${isFrench ? 'T' : 'Q'}${Math.ceil(Number(value.slice(5, 7)) / 3)}`
    case 'month':
      return value.slice(0, 7)
    case 'weekday':
      return value === '0' ? '∞' : dayWords(Number(value))
    case 'week':
      return field.type === undefined ? value : storedWord(value, 'DATE')
    default:
      return visibleText(field.type === undefined ? value : storedWord(value, field.type), 200)
  }
}

/** The end of a bin is not of it: `[10 ; 20[`. */
function binWords(bin: number, { digit, exponent }: PivotBins): string {
  const digits = Math.max(0, -exponent)
  const edge = (at: number): string => formatNumber(Number(`${at * digit}e${exponent}`), digits)
  return currentLanguage() === 'fr' ? `[${edge(bin)}\u00a0; ${edge(bin + 1)}[` : `[${edge(bin)}, ${edge(bin + 1)})`
}

/** 1 is Monday. */
function dayWords(day: number): string {
  const locale = currentLanguage() === 'fr' ? 'fr-FR' : 'en-GB'
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, day))
}

/** The labels of a group, one a field: what a subtotal does not say is empty, but for its last word. */
export function groupWords(group: Group, fields: readonly TypedField[], bins: readonly (PivotBins | null)[]): string[] {
  const words = group.keys.map((key, at) => {
    const field = fields[at]
    return field ? keyWords(field, bins[at] ?? null, key) : ''
  })
  if (group.isWhole && group.keys.length) return [...words, ...fields.slice(words.length).map(() => '')]
  if (!words.length) return [translate(text, 'total'), ...fields.slice(1).map(() => '')]
  return [...words, translate(text, 'total'), ...fields.slice(words.length + 1).map(() => '')]
}

/** A group across as a heading that stands alone, as in a file: each value behind the name of its column. */
export function acrossWords(group: Group, fields: readonly PivotField[], bins: readonly (PivotBins | null)[]): string {
  const words = group.keys.flatMap((key, at) => {
    const field = fields[at]
    return field ? [`${visibleText(field.column, 60)} = ${keyWords(field, bins[at] ?? null, key)}`] : []
  })
  return [...words, ...(group.isWhole && group.keys.length ? [] : [translate(text, 'total')])].join(' · ')
}

/** A measure as a heading. */
export function measureWords({ aggregate, column }: PivotMeasure): string {
  const name = translate(text, aggregate === 'missing' ? 'missingValues' : aggregate)
  return column === undefined || aggregate === 'count' ? name : translate(text, 'measureOf', { measure: name, column: visibleText(column, 60) }) // prettier-ignore
}

/** A figure as it is read. */
export function figureWords({ aggregate }: PivotMeasure, figure: Figures['values'][number] | undefined): string {
  if (!figure || figure.value === null || figure.value === undefined) return '–'
  const number = numberOf(figure.value, figure.type)
  if (aggregate.startsWith('share')) return formatPercent(number)
  if (aggregate === 'count' || aggregate === 'missing' || aggregate === 'distinct') return formatInteger(number)
  const isEstimate = aggregate === 'mean' || aggregate === 'median'
  if (isEstimate && typeof figure.value === 'number') return formatNumber(figure.value)
  return visibleText(cellText(figure.value, figure.type), 120)
}

/** How many observations a figure is made of, where it stands or falls by them. */
export function observations({ aggregate }: PivotMeasure, figures: Figures, at: number): number | null {
  if (aggregate === 'mean' || aggregate === 'median') return figures.values[at]?.present ?? null
  return null
}

/** Below so many observations a figure is read with care, as elsewhere. */
export const FEW = 30

/** Names of the columns of the table as a sheet, and the labels of its rows. */
export function sheetWords(
  spec: PivotSpec,
  plan: PivotPlan,
  rows: readonly Group[],
  columns: readonly Group[]
): { names: string[]; labels: string[][] } {
  const columnBins = plan.bins.slice(spec.rows.length)
  const names = [
    ...spec.rows.map(({ column }) => column),
    ...columns.flatMap((group) =>
      spec.measures.map((measure) =>
        [acrossWords(group, spec.columns, columnBins), spec.measures.length > 1 || !spec.columns.length ? measureWords(measure) : ''] // prettier-ignore
          .filter(Boolean)
          .join(' · ')
          .slice(0, 400)
      )
    )
  ]
  return { names, labels: rows.map((group) => groupWords(group, spec.rows, plan.bins)) }
}
