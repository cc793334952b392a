import { ChevronLeft, ChevronRight, CopyCheck } from 'lucide-react'
import { useState } from 'react'
import { Button, ErrorState, formatInteger, IconButton, Loading, useText, visibleText } from '../../../parts'
import { BelowTables } from './BelowTables'
import { alikeTables, chooseForAlike, type ChosenFile, type FoundTable, type ImportDraft } from './draft'
import { PreviewTable } from './PreviewTable'
import { lookAtTables } from './sniffing'
import { changeDraft } from './store'
import { text } from './text'

const SHOWN_COLUMNS = 60
const SHOWN_ROWS = 100

type PreviewPaneProps = {
  table: FoundTable | null
  file: ChosenFile | null
  draft: ImportDraft
  /** Rows shown at most. */
  most?: number
}

/** First rows of the table shown; the old ones stay, marked, while new ones come. */
export function PreviewPane({ table, file, draft, most = SHOWN_ROWS }: PreviewPaneProps) {
  const t = useText(text)
  const [from, setFrom] = useState(0)
  const sniff = table?.sniff
  if (!table || !sniff)
    return (
      <div className="import-preview preview-blank">
        {table?.error != null ? (
          <ErrorState inline error={table.error} />
        ) : file && file.error === null ? (
          <Loading label={t('looking')} lines={14} height={24} />
        ) : (
          <p className="muted">{t('nothingShown')}</p>
        )}
      </div>
    )
  const name = visibleText(table.part.path.length ? table.part.name : (file?.name ?? table.part.name), 80)
  const title = t('preview', { name })
  const busy = table.seen !== table.stamp
  const total = sniff.columns.length
  const first = from < total ? from : 0
  const rows = Math.min(sniff.rows.length, most)
  return (
    <div className="import-preview" data-busy={busy || undefined} aria-busy={busy}>
      <div className="preview-line">
        <h2 className="isolate">{title}</h2>
        <span className="muted num">
          {t('columnsCount', { count: total, n: formatInteger(total) })} ·{' '}
          {t('rowsShown', { count: rows, n: formatInteger(rows) })}
        </span>
        <span className="preview-state muted" role="status">
          {busy && t('busy')}
        </span>
        <AlikeButton table={table} draft={draft} />
        {total > SHOWN_COLUMNS && (
          <span className="preview-pages num">
            <IconButton
              label={t('previousColumns')}
              icon={ChevronLeft}
              isDisabled={first === 0}
              onPress={() => setFrom(Math.max(0, first - SHOWN_COLUMNS))}
            />
            {t('columnsShown', {
              from: formatInteger(first + 1),
              to: formatInteger(Math.min(total, first + SHOWN_COLUMNS)),
              total: formatInteger(total)
            })}
            <IconButton
              label={t('nextColumns')}
              icon={ChevronRight}
              isDisabled={first + SHOWN_COLUMNS >= total}
              onPress={() => setFrom(first + SHOWN_COLUMNS)}
            />
          </span>
        )}
      </div>
      <PreviewTable
        title={title}
        table={table}
        columns={sniff.columns.slice(first, first + SHOWN_COLUMNS)}
        first={first}
        rows={sniff.rows.slice(0, most)}
        marks={sniff.marks}
      />
      <BelowTables below={sniff.below ?? []} isDelivery={draft.delivery !== null} />
    </div>
  )
}

/** Gives the choices made for this table to the others that they could serve. */
function AlikeButton({ table, draft }: { table: FoundTable; draft: ImportDraft }) {
  const t = useText(text)
  const count = Object.keys(table.choices).length ? alikeTables(draft, table.key).length : 0
  if (!count) return null
  return (
    <Button
      variant="quiet"
      size="small"
      icon={CopyCheck}
      onPress={() => {
        changeDraft((before) => chooseForAlike(before, table.key))
        lookAtTables()
      }}
    >
      {t('alike', { count })}
    </Button>
  )
}
