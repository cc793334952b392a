import type { ComparedPair } from '../../../contract'
import { formatInteger, formatPercent, useText, visibleText } from '../../parts'
import { classWords } from './class-words'
import { text } from './text'

type Props = { pair: ComparedPair; width: number; height: number }

/** Both distributions in the same classes: the first side as wide bars, the second as narrow ones before them; missing values at the end. */
export function Overlay({ pair, width, height }: Props) {
  const t = useText(text)
  const { classes, a, b, moved } = pair
  const share = (n: number, rows: number): number => (rows ? n / rows : 0)
  const most = Math.max(1e-12, ...classes.flatMap((one) => [share(one.a, a.rows), share(one.b, b.rows)]))
  const step = width / Math.max(1, classes.length)
  const wide = Math.min(40, step > 4 ? step - 1.5 : step)
  const narrow = Math.max(1, wide * 0.45)
  const tall = (part: number): number => (part ? Math.max(1, (part / most) * (height - 2)) : 0)
  // One class only tells nothing: its place is kept.
  if (classes.length < 2) return <span className="compare-overlay" style={{ width, height }} />
  const label = t('chart', {
    name: visibleText(b.name, 80),
    classes: formatInteger(classes.length),
    share: formatPercent(moved)
  })
  return (
    <svg className="compare-overlay" width={width} height={height} role="img" aria-label={label}>
      <line className="compare-axis" x1={0} x2={width} y1={height - 0.5} y2={height - 0.5} />
      {classes.map((one, place) => {
        const middle = (place + 0.5) * step
        const [first, second] = [share(one.a, a.rows), share(one.b, b.rows)]
        const kind = one.kind === 'missing' || one.kind === 'unread' ? 'gap' : 'bar'
        return (
          <g key={place}>
            <title>
              {t('bar', { class: classWords(one, pair, t), a: formatPercent(first), b: formatPercent(second) })}
            </title>
            <rect
              className={`compare-${kind}-a`}
              x={middle - wide / 2}
              y={height - 1 - tall(first)}
              width={wide}
              height={tall(first)}
            />
            <rect
              className={`compare-${kind}-b`}
              x={middle - narrow / 2}
              y={height - 1 - tall(second)}
              width={narrow}
              height={tall(second)}
            />
          </g>
        )
      })}
    </svg>
  )
}
