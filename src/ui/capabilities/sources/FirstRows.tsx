import type { Sniff } from '../../../contract'
import { DataTable, useText, visibleText } from '../../parts'
import { text } from './text'

const SHOWN_ROWS = 12
const SHOWN_COLUMNS = 40

/** First rows of a file while it loads, as text. */
export function FirstRows({ name, sniff }: { name: string; sniff: Sniff }) {
  const t = useText(text)
  const title = t('preview', { name: visibleText(name, 80) })
  return (
    <section aria-label={title} className="first-rows">
      <h2>{title}</h2>
      <p className="muted">{t('previewNote')}</p>
      <DataTable
        caption={title}
        rows={sniff.rows.slice(0, SHOWN_ROWS)}
        rowKey={(_row, place) => place}
        columns={sniff.columns.slice(0, SHOWN_COLUMNS).map((column, place) => ({
          id: String(place),
          header: visibleText(column.name, 60),
          cell: (row: (string | null)[]) => visibleText(row[place] ?? '', 80)
        }))}
      />
    </section>
  )
}
