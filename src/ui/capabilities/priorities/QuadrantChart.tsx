import type { RankedRow, Ranking } from '../../../contract'
import { formatInteger, formatNumber, useLocalize, useText, visibleText } from '../../parts'
import { niceTicks } from './ticks'
import { text } from './text'

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT] = [720, 400, 72, 48, 24, 24]

/** Value by effort with the four quadrants; the ranking above is its table. */
export function QuadrantChart({ ranking, medians }: { ranking: Ranking; medians: NonNullable<Ranking['medians']> }) {
  const t = useText(text)
  const localize = useLocalize()
  const points = ranking.rows.map((row) => ({ row, effort: inputOf(row, 'effort'), value: inputOf(row, 'value') }))
  const efforts = niceTicks(1.08 * Math.max(...points.map(({ effort }) => effort)))
  const values = niceTicks(1.08 * Math.max(...points.map(({ value }) => value)))
  const x = (effort: number): number => LEFT + (effort / efforts.at(-1)!) * (WIDTH - LEFT - RIGHT)
  const y = (value: number): number => HEIGHT - BOTTOM - (value / values.at(-1)!) * (HEIGHT - BOTTOM - TOP)
  const [middleX, middleY] = [x(medians.effort), y(medians.value)]
  const facts = points.map(({ row }) =>
    t('chartFact', { title: visibleText(row.title, 60), quadrant: row.quadrant ? t(row.quadrant) : '' })
  )
  const spoken = t('chartSpoken', { n: formatInteger(points.length), facts: facts.slice(0, 6).join(' ') })
  return (
    <figure className="quadrants">
      <figcaption>
        <h2>{t('chart')}</h2>
        <p className="muted">{t('chartSubtitle', { n: formatInteger(points.length) })}</p>
        <p className="muted">{localize(medians.rule)}</p>
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={spoken}>
        {efforts.map((tick) => (
          <g key={tick}>
            <line className="quadrant-grid" x1={x(tick)} x2={x(tick)} y1={TOP} y2={HEIGHT - BOTTOM} />
            <text className="quadrant-tick" x={x(tick)} y={HEIGHT - BOTTOM + 16} textAnchor="middle">
              {formatNumber(tick)}
            </text>
          </g>
        ))}
        {values.map((tick) => (
          <g key={tick}>
            <line className="quadrant-grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(tick)} y2={y(tick)} />
            <text className="quadrant-tick" x={LEFT - 8} y={y(tick) + 4} textAnchor="end">
              {formatNumber(tick)}
            </text>
          </g>
        ))}
        <line className="quadrant-median" x1={middleX} x2={middleX} y1={TOP} y2={HEIGHT - BOTTOM} />
        <line className="quadrant-median" x1={LEFT} x2={WIDTH - RIGHT} y1={middleY} y2={middleY} />
        <text className="quadrant-name" x={LEFT + 6} y={TOP + 14}>
          {t('quick-win')}
        </text>
        <text className="quadrant-name" x={WIDTH - RIGHT - 6} y={TOP + 14} textAnchor="end">
          {t('big-bet')}
        </text>
        <text className="quadrant-name" x={LEFT + 6} y={HEIGHT - BOTTOM - 8}>
          {t('fill-in')}
        </text>
        <text className="quadrant-name" x={WIDTH - RIGHT - 6} y={HEIGHT - BOTTOM - 8} textAnchor="end">
          {t('money-pit')}
        </text>
        {points.map(({ row, effort, value }) => (
          <g key={row.workstreamId} className={`quadrant-point quadrant-${row.quadrant}`}>
            <circle cx={x(effort)} cy={y(value)} r={10} />
            <text x={x(effort)} y={y(value) + 4} textAnchor="middle">
              {row.rank}
            </text>
          </g>
        ))}
        <text className="quadrant-tick" x={(LEFT + WIDTH - RIGHT) / 2} y={HEIGHT - 8} textAnchor="middle">
          {t('effortAxis')}
        </text>
        <text className="quadrant-tick" x={4} y={14}>
          {t(ranking.valueUnit === 'eur' ? 'valueAxisEur' : 'valueAxisPoints')}
        </text>
      </svg>
    </figure>
  )
}

function inputOf(row: RankedRow, name: 'effort' | 'value'): number {
  return row.inputs.find((input) => input.name === name)?.value ?? 0
}
