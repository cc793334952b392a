import type { ColumnProfile } from '../../../contract'
import { formatInteger, useText, visibleText } from '../../parts'
import { binEnd } from './bin-words'
import { text } from './profile-text'
import { topValueWord } from './value-words'

type Props = { column: ColumnProfile; width: number; height: number }

/** The distribution of a column as bars: its histogram, or its most frequent values. Marks beyond the bulk are set apart. */
export function MiniHistogram({ column, width, height }: Props) {
  const t = useText(text)
  const bars = column.histogram
    ? column.histogram.bins.map(({ n, from, to }) => ({ n, open: from === null || to === null }))
    : column.top.slice(0, 20).map(({ n }) => ({ n, open: false }))
  const most = Math.max(1, ...bars.map(({ n }) => n))
  const step = width / Math.max(1, bars.length)
  const gap = step > 3 ? 1 : 0
  return (
    <svg
      className="mini-histogram"
      width={width}
      height={height}
      role="img"
      aria-label={t('chart', { name: visibleText(column.name, 80), summary: summaryOf(column, t) })}
    >
      <line className="mini-axis" x1={0} x2={width} y1={height - 0.5} y2={height - 0.5} />
      {bars.map(({ n, open }, place) => {
        const tall = n ? Math.max(1, (n / most) * (height - 2)) : 0
        return (
          <rect
            key={place}
            className={open ? 'mini-bar mini-open' : 'mini-bar'}
            x={place * step}
            y={height - 1 - tall}
            width={Math.max(0.5, step - gap)}
            height={tall}
          />
        )
      })}
    </svg>
  )
}

function summaryOf(column: ColumnProfile, t: ReturnType<typeof useText<keyof typeof text.keys>>): string {
  const bins = column.histogram?.bins
  if (bins?.length) {
    const [low, high] = [bins[0]?.from ?? bins[0]?.to ?? 0, bins.at(-1)?.to ?? bins.at(-1)?.from ?? 0]
    return t('bins', { n: formatInteger(bins.length), from: binEnd(low, column), to: binEnd(high, column) })
  }
  const first = column.top[0]
  return first ? t('topSummary', { value: visibleText(topValueWord(first.value, column.family), 40) }) : t('noValues')
}
