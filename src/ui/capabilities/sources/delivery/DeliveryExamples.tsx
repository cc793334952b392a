import { PencilLine } from 'lucide-react'
import type { DeliveryDiff } from '../../../../contract'
import { DataTable, useText, visibleText } from '../../../parts'
import { exampleColumns } from './renames'
import type { DeliveryMode } from './store'
import { text } from './text'

const SHOWN_COLUMNS = 30

type Cells = readonly (string | null)[]

/** Some rows that came, changed or, where the delivery replaces all, went; cells that differ are marked and tell both values. */
export function DeliveryExamples({ diff, mode }: { diff: DeliveryDiff; mode: DeliveryMode }) {
  const t = useText(text)
  const { added, gone, changed } = diff.examples
  const names = exampleColumns(diff).slice(0, SHOWN_COLUMNS)
  return (
    <>
      {changed.length > 0 && (
        <section>
          <h2>{t('exChanged')}</h2>
          <DataTable
            caption={t('exChanged')}
            className="delivery-examples"
            rows={changed}
            rowKey={(_row, place) => place}
            columns={names.map((name, place) => ({
              id: String(place),
              header: visibleText(name, 40),
              cell: ({ before, after }) => <Changed before={before[place] ?? null} after={after[place] ?? null} />
            }))}
          />
        </section>
      )}
      <Rows title={t('exAdded')} names={names} rows={added} />
      {mode === 'refresh' && <Rows title={t('exGone')} names={names} rows={gone} />}
    </>
  )
}

function Rows({ title, names, rows }: { title: string; names: readonly string[]; rows: readonly Cells[] }) {
  if (!rows.length) return null
  return (
    <section>
      <h2>{title}</h2>
      <DataTable
        caption={title}
        className="delivery-examples"
        rows={rows}
        rowKey={(_row, place) => place}
        columns={names.map((name, place) => ({
          id: String(place),
          header: visibleText(name, 40),
          cell: (row: Cells) => visibleText(row[place] ?? '', 60)
        }))}
      />
    </section>
  )
}

function Changed({ before, after }: { before: string | null; after: string | null }) {
  const t = useText(text)
  if (before === after) return visibleText(after ?? '', 60)
  const words = (cell: string | null): string => (cell === null ? t('empty') : visibleText(cell, 60))
  return (
    <span className="changed-cell">
      <PencilLine size={12} aria-hidden />
      <span className="sr-only">{t('changedCell', { before: words(before), after: words(after) })}</span>
      <del aria-hidden>{words(before)}</del>
      <ins aria-hidden>{words(after)}</ins>
    </span>
  )
}
