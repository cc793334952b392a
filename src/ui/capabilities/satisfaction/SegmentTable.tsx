import type { MeasureResult, SegmentResult } from '../../../contract'
import {
  type DataColumn,
  DataTable,
  Figure,
  formatInteger,
  formatInterval,
  formatP,
  formatSigned,
  useLocalize,
  useText,
  visibleText
} from '../../parts'
import { formatOf } from '../findings'
import { text } from './text'

/** The measure by segment as a table: every figure of the chart, and those it has no room for. */
export function SegmentTable({ result, segments }: { result: MeasureResult; segments: readonly SegmentResult[] }) {
  const t = useText(text)
  const localize = useLocalize()
  const format = formatOf(result.unit)
  const signed = signedOf(result.unit)
  const parts = result.overall.parts
  const columns: DataColumn<SegmentResult>[] = [
    {
      id: 'segment',
      header: t('segmentColumn'),
      cell: (row) => visibleText(localize(row.label), 120),
      sortBy: ({ position }) => position
    },
    {
      id: 'value',
      header: t('value'),
      numeric: true,
      cell: (row) =>
        row.value === null ? t('maskedShort') : <Figure value={row.value} format={format} evidence={row.evidence} />,
      sortBy: ({ value }) => value
    },
    {
      id: 'interval',
      header: t('interval'),
      numeric: true,
      cell: ({ low, high }) => (low === null || high === null ? '–' : formatInterval(low, high, format))
    },
    { id: 'n', header: t('n'), numeric: true, cell: ({ n }) => formatInteger(n), sortBy: ({ n }) => n },
    ...parts.map(({ label }, place): DataColumn<SegmentResult> => ({
      id: `part-${place}`,
      header: localize(label),
      numeric: true,
      cell: (row) => formatInteger(row.parts[place]?.n ?? null),
      sortBy: (row) => row.parts[place]?.n ?? null
    })),
    {
      id: 'excluded',
      header: t('excluded'),
      numeric: true,
      cell: ({ answers, n }) => formatInteger(answers - n),
      sortBy: ({ answers, n }) => answers - n
    },
    {
      id: 'difference',
      header: t('difference'),
      numeric: true,
      cell: ({ difference }) =>
        difference ? <Figure value={difference.value} format={signed} evidence={difference.evidence} /> : '–',
      sortBy: ({ difference }) => difference?.value ?? null
    },
    {
      id: 'differenceInterval',
      header: t('interval'),
      numeric: true,
      cell: ({ difference }) => (difference ? formatInterval(difference.low, difference.high, signed) : '–')
    },
    {
      id: 'p',
      header: t('p'),
      numeric: true,
      cell: ({ difference }) => formatP(difference?.adjusted),
      sortBy: ({ difference }) => difference?.adjusted ?? null
    }
  ]
  const rows = [result.overall, ...segments]
  return <DataTable caption={localize(result.title)} columns={columns} rows={rows} rowKey={(_, place) => place} />
}

/** A difference between two figures of that unit: always with its sign. */
export function signedOf(unit: MeasureResult['unit']): (value: number) => string {
  return unit === 'number' ? (value) => formatSigned(value, 2) : (value) => formatSigned(value)
}
