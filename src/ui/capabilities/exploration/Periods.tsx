import type { TableMap } from '../../../contract'
import { formatInteger, useText, visibleText } from '../../parts'
import { periodWords } from './period-words'
import { openPeriod } from './places'
import { shadeOf } from './shade'
import { text } from './text'

/** The stretches of each date column, darker where looked at more; one opens its rows. */
export function Periods({ map }: { map: TableMap }) {
  const t = useText(text)
  if (!map.periods.length) return null
  return (
    <section className="map-periods" aria-labelledby="map-periods">
      <h2 id="map-periods">{t('periods')}</h2>
      <p className="muted">{t('periodsHint')}</p>
      {map.periods.map(({ column, unit, bins }) => (
        <div key={column} className="map-period-line">
          <span className="map-period-name isolate" title={visibleText(column)}>
            {visibleText(column, 40)}
          </span>
          <ul className="map-bins">
            {bins.map(({ from, to, rows, alone, split }) => {
              const period = periodWords(from, unit)
              const values = {
                period,
                alone: formatInteger(alone),
                split: formatInteger(split),
                rows: formatInteger(rows)
              }
              const words = t(alone + split ? 'periodSeen' : 'periodNone', values)
              return (
                <li key={from}>
                  <button
                    type="button"
                    className={alone + split ? 'map-bin' : 'map-bin map-bin-none'}
                    style={shadeOf(alone + split)}
                    title={words}
                    aria-label={words}
                    onClick={() => openPeriod(map.table, column, from, to)}
                  >
                    {period}
                  </button>
                </li>
              )
            })}
          </ul>
        </div>
      ))}
    </section>
  )
}
