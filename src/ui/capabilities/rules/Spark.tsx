import type { RulePast } from '../../../contract'
import { formatPercent, useText } from '../../parts'
import { text } from './text'

const WIDTH = 96
const HEIGHT = 24
const PAD = 3

/** The share of failing rows over deliveries, from zero; a delivery whose rows are gone leaves a gap. */
export function Spark({ past, name }: { past: readonly RulePast[]; name: string }) {
  const t = useText(text)
  const shares = past.map(({ counts }) => counts?.share ?? null)
  const most = Math.max(...shares.map((share) => share ?? 0), 0.000_1)
  const at = (share: number, place: number): [number, number] => [
    shares.length > 1 ? PAD + (place * (WIDTH - 2 * PAD)) / (shares.length - 1) : WIDTH / 2,
    HEIGHT - PAD - (share / most) * (HEIGHT - 2 * PAD)
  ]
  const points = shares.map((share, place) => (share === null ? null : at(share, place)))
  const values = shares.map((share) => (share === null ? '–' : formatPercent(share))).join(', ')
  return (
    <svg
      className="rule-spark"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={t('spark', { name, values })}
    >
      <line x1={PAD} x2={WIDTH - PAD} y1={HEIGHT - PAD} y2={HEIGHT - PAD} className="rule-spark-zero" />
      {points.map((point, place) => {
        const next = points[place + 1]
        return point && next ? (
          <line key={place} x1={point[0]} y1={point[1]} x2={next[0]} y2={next[1]} className="rule-spark-line" />
        ) : null
      })}
      {points.map((point, place) =>
        point ? <circle key={place} cx={point[0]} cy={point[1]} r={2.5} className="rule-spark-dot" /> : null
      )}
    </svg>
  )
}
