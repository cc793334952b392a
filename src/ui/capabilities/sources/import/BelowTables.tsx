import type { Sniff } from '../../../../contract'
import { formatInteger, useLocalize, useText, visibleText } from '../../../parts'
import { isNumeric, typeInBrief } from './readings'
import { belowText } from './below-text'
import { text } from './text'

const SHOWN_COLUMNS = 20
const SHOWN_ROWS = 8

type Below = NonNullable<Sniff['below']>

/** The tables below the one shown, which the load makes tables of their own: first rows, and how each column will be read. */
export function BelowTables({ below, isDelivery }: { below: Below; isDelivery: boolean }) {
  const t = useText(belowText)
  if (!below.length) return null
  return (
    <section className="below-tables" aria-label={t('title', { count: below.length })}>
      <p className="muted">{t(isDelivery ? 'left' : 'hint', { count: below.length })}</p>
      {below.map((table, place) => (
        <BelowTable key={table.line} table={table} place={place} />
      ))}
    </section>
  )
}

function BelowTable({ table, place }: { table: Below[number]; place: number }) {
  const t = useText(text)
  const below = useText(belowText)
  const localize = useLocalize()
  const title = below('table', { n: formatInteger(place + 2), line: formatInteger(table.line) })
  const columns = table.columns.slice(0, SHOWN_COLUMNS)
  return (
    <details open={place === 0}>
      <summary>
        <strong className="isolate">
          {table.title === null ? title : `${title} · ${visibleText(table.title, 80)}`}
        </strong>{' '}
        <span className="muted num">
          {t('columnsCount', { count: table.columns.length, n: formatInteger(table.columns.length) })}
        </span>
      </summary>
      <div className="below-scroll" tabIndex={0} role="region" aria-label={title}>
        <table className="preview-table">
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr>
              {columns.map((column, at) => (
                <th key={at} scope="col" className={isNumeric(column) ? 'num' : undefined}>
                  <span className="preview-name isolate">{visibleText(column.name, 60)}</span>
                  <span className="below-type muted">{visibleText(localize(typeInBrief(column)), 60)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.slice(0, SHOWN_ROWS).map((row, at) => (
              <tr key={at}>
                {columns.map((column, cell) => (
                  <td key={cell} className={isNumeric(column) ? 'num' : 'isolate'}>
                    {visibleText(row[cell] ?? '', 120)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
