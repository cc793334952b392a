import type { ReactNode } from 'react'
import { Aspect } from '../../../contract'
import { formatInteger, useText } from '../../parts'
import { shadeOf, SHADES } from './shade'
import { text } from './text'

/** A kind of look as a column of the map: rows are looks at a table, not at its columns. */
type Shown = Aspect | 'rows'

export type MatrixRow = {
  key: string
  /** What the row is about, as its header. */
  header: ReactNode
  /** A cell before those of the aspects. */
  lead?: ReactNode
  counts: Partial<Record<Shown, number>>
  total: number
  end?: ReactNode
}

type Props = {
  caption: string
  head: string
  lead?: string
  /** True where looks at rows are told too. */
  withRows?: boolean
  rows: readonly MatrixRow[]
  end?: string
}

/** Rows by kinds of look, darker where there were more; a row that nobody looked at is hatched throughout. */
export function Matrix({ caption, head, lead, withRows = false, rows, end }: Props) {
  const t = useText(text)
  const aspects: readonly Shown[] = withRows ? ['rows', ...Aspect.options] : Aspect.options
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={caption}>
      <table className={withRows ? 'data-table map-matrix map-matrix-tables' : 'data-table map-matrix'}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {lead !== undefined && <th scope="col">{lead}</th>}
            {aspects.map((aspect) => (
              <th
                key={aspect}
                scope="col"
                className="map-aspect"
                title={aspect === 'segment' || aspect === 'rows' ? t(`hint_${aspect}`) : undefined}
              >
                <span>{t(aspect === 'rows' ? 'rowsKind' : `aspect_${aspect}`)}</span>
              </th>
            ))}
            <th scope="col" className="num" title={t(withRows ? 'totalTables' : 'totalColumns')}>
              {t('total')}
            </th>
            {end !== undefined && (
              <th scope="col">
                <span className="sr-only">{end}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, header, lead: cell, counts, total, end: last }) => (
            <tr key={key} className={total ? undefined : 'map-blind-row'}>
              <th scope="row">{header}</th>
              {lead !== undefined && <td>{cell}</td>}
              {aspects.map((aspect) => (
                <td key={aspect} className="map-cell" style={shadeOf(counts[aspect] ?? 0)}>
                  {counts[aspect] ? formatInteger(counts[aspect]) : ''}
                </td>
              ))}
              <td className="num">{total ? formatInteger(total) : t('notSeen')}</td>
              {end !== undefined && <td>{last}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What the totals and the shades mean. */
export function MatrixScale({ of }: { of: 'tables' | 'columns' }) {
  const t = useText(text)
  return (
    <>
      <p className="muted">{t(of === 'tables' ? 'totalTables' : 'totalColumns')}</p>
      <p className="map-scale muted">
        {t('scale')}
        <span className="map-cell map-swatch map-swatch-none">0</span>
        {SHADES.map((from, place) => (
          <span key={from} className="map-cell map-swatch" style={shadeOf(from)}>
            {place === SHADES.length - 1 ? `${from}+` : from}
          </span>
        ))}
      </p>
    </>
  )
}
