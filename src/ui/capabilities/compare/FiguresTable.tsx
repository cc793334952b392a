import type { ReactNode } from 'react'
import type { ComparedPair, CompareFigure, Evidence, SideColumn } from '../../../contract'
import {
  Figure,
  formatInteger,
  formatNumber,
  formatPercent,
  formatSigned,
  IntervalMark,
  useText,
  visibleText
} from '../../parts'
import { withPinHints } from '../findings'
import { measureWords, points } from './class-words'
import { text } from './text'

/** The evidence of a figure of one side, once it is known. */
export type EvidenceOf = (side: 'a' | 'b', figure: CompareFigure) => Evidence | undefined

type Row = {
  figure: CompareFigure
  label: string
  value: (column: SideColumn) => number | string | null
  format: (value: number, column: SideColumn) => string
  change?: ReactNode
}

/** The figures of two paired columns side by side, and what changed from the first to the second. */
export function FiguresTable({ pair, evidenceOf }: { pair: ComparedPair; evidenceOf: EvidenceOf }) {
  const t = useText(text)
  const rows = rowsOf(pair, t).filter(({ value }) => value(pair.a) !== null || value(pair.b) !== null)
  return (
    <table className="data-table compare-figures">
      <caption className="sr-only">{t('figures')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('figure')}</th>
          <th scope="col" className="num">
            {t('a')}
          </th>
          <th scope="col" className="num">
            {t('b')}
          </th>
          <th scope="col" className="num">
            {t('difference')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label}>
            <th scope="row">{row.label}</th>
            <td className="num">
              <SideFigure row={row} column={pair.a} side="A" evidence={evidenceOf('a', row.figure)} />
            </td>
            <td className="num">
              <SideFigure row={row} column={pair.b} side="B" evidence={evidenceOf('b', row.figure)} />
            </td>
            <td className="num">{row.change ?? plainChange(row, pair)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function SideFigure({
  row,
  column,
  side,
  evidence
}: {
  row: Row
  column: SideColumn
  side: string
  evidence: Evidence | undefined
}) {
  // prettier-ignore
  const value = row.value(column)
  // An end of a text is no number: it is shown as it is.
  const [number, format] = typeof value === 'string' ? [0, () => visibleText(value, 40)] : [value, (one: number) => row.format(one, column)] // prettier-ignore
  return (
    <Figure
      value={number}
      format={format}
      label={`${row.label} ${side}`}
      evidence={evidence && withPinHints(evidence, { kind: 'comparison', unit: 'number' })}
    />
  )
}

function plainChange({ value, figure }: Row, { a, b }: ComparedPair): string {
  const [first, second] = [value(a), value(b)]
  if (typeof first !== 'number' || typeof second !== 'number') return ''
  const isTime = a.family !== 'number' && a.reading?.kind !== 'number'
  const counted = ['missing', 'blank', 'distinct', 'zeros', 'not_finite'].includes(figure)
  return isTime && !counted ? '' : formatSigned(second - first, counted || Number.isInteger(second - first) ? 0 : 2)
}

function rowsOf(pair: ComparedPair, t: ReturnType<typeof useText<keyof typeof text.keys>>): Row[] {
  const { missing, mean } = pair
  const count = (figure: CompareFigure, value: Row['value']): Row => ({ figure, label: t(figure as 'missing'), value, format: formatInteger }) // prettier-ignore
  const inUnit = (value: number, column: SideColumn): string =>
    measureWords(value, column, { ...pair, basis: 'measure' })
  const at = (p: number) => ({ numeric }: SideColumn) => numeric?.quantiles.find((one) => one.p === p)?.value ?? null // prettier-ignore
  const quantile = (p: number, label: 'median' | 'q1' | 'q3' | 'p5' | 'p95'): Row => ({ figure: 'quantiles', label: t(label), value: at(p), format: inUnit }) // prettier-ignore
  const end = (bound: 'min' | 'max'): Row => ({
    figure: bound,
    label: t(bound),
    value: (column) => (column.numeric && column.family !== 'text' ? column.numeric[bound] : column[bound]),
    format: inUnit
  })
  return [
    count('missing', (column) => column.missing),
    {
      figure: 'missing',
      label: t('missingShare'),
      value: (column) => (column.rows ? column.missing / column.rows : null),
      format: (share) => formatPercent(share),
      change: missing && <Changed value={missing.value} interval={missing} format={points} unit="pts" />
    },
    ...(pair.a.blank || pair.b.blank ? [count('blank', (column) => column.blank)] : []),
    count('distinct', (column) => column.distinct),
    {
      figure: 'mean',
      label: t('mean'),
      value: ({ numeric }) => numeric?.mean ?? null,
      format: inUnit,
      change: mean && <MeanChanged pair={pair} mean={mean} />
    },
    {
      figure: 'sd',
      label: t('sd'),
      value: ({ numeric, family, reading }) => (family === 'number' || reading?.kind === 'number' ? (numeric?.sd ?? null) : null), // prettier-ignore
      format: (sd) => formatNumber(sd, 3)
    },
    quantile(0.05, 'p5'),
    quantile(0.25, 'q1'),
    quantile(0.5, 'median'),
    quantile(0.75, 'q3'),
    quantile(0.95, 'p95'),
    end('min'),
    end('max'),
    ...(pair.a.numeric?.notFinite || pair.b.numeric?.notFinite
      ? [count('not_finite', ({ numeric }) => numeric?.notFinite ?? null)]
      : [])
  ]
}

function MeanChanged({ pair, mean }: { pair: ComparedPair; mean: NonNullable<ComparedPair['mean']> }) {
  const t = useText(text)
  const isNumber = pair.b.family === 'number' || pair.b.reading?.kind === 'number'
  const standardised = mean.standardised === null ? '' : t('standardised', { d: formatSigned(mean.standardised, 2) })
  return (
    <>
      {isNumber && <Changed value={mean.value} interval={mean} format={(value) => formatSigned(value, 2)} />}{' '}
      <span className="muted">{standardised}</span>
    </>
  )
}

/** A change with its sign, and its interval drawn where there is one. */
function Changed({
  value,
  interval: { low, high },
  format,
  unit = ''
}: {
  value: number
  interval: { low: number | null; high: number | null }
  format: (value: number) => string
  unit?: string
}) {
  return (
    <span className="compare-changed">
      {format(value)} {unit}
      {low !== null && high !== null && <IntervalMark value={value} interval={{ low, high }} format={format} />}
    </span>
  )
}
