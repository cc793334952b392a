import { ChevronDown, ChevronRight, History, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { encodingName } from '../../../../contract'
import { Button, Select, useLocalize, useText, visibleText } from '../../../parts'
import { ChoicesBar } from '../import/ChoicesBar'
import { type FoundTable, type ImportDraft, takeOnly } from '../import/draft'
import { ImportNotes } from '../import/ImportNotes'
import { PreviewPane } from '../import/PreviewPane'
import { lookAtTables } from '../import/sniffing'
import { changeDraft } from '../import/store'
import { signName } from '../sign-name'
import { deliveredTable } from './draft'
import { text } from './text'
import { text as words } from '../text'

/** First rows shown: few enough to stand whole within a screen that scrolls itself. */
const SHOWN_ROWS = 8

type DeliveredReadingProps = {
  draft: ImportDraft
  /** The comparison was made with other choices. */
  isOutdated: boolean
  /** Nothing of the file is in the table: another table of it may be. */
  isForeign: boolean
  isDisabled: boolean
}

/** How the delivered file is read, in a line; opened, every choice about it with the first rows, as when it is imported. */
export function DeliveredReading({ draft, isOutdated, isForeign, isDisabled }: DeliveredReadingProps) {
  const t = useText(text)
  const table = deliveredTable(draft)
  const localize = useLocalize()
  const [isOpen, setOpen] = useState(false)
  const [isTold, setTold] = useState(false)
  const doubts = table?.sniff?.doubts ?? []
  // What cannot be read so, or does not fit, is shown without being asked; once.
  if (!isTold && (table?.error != null || doubts.length > 0 || (isForeign && draft.tables.length > 1))) {
    setTold(true)
    setOpen(true)
  }
  if (!table) return null
  return (
    <section className="delivered-reading" aria-label={t('reading')}>
      <div className="section-line">
        <Button
          variant="quiet"
          icon={isOpen ? ChevronDown : ChevronRight}
          aria-expanded={isOpen}
          onPress={() => setOpen(!isOpen)}
        >
          {t('reading')}
        </Button>
        <ReadingInWords table={table} />
      </div>
      {doubts.map((doubt, place) => (
        <p key={place} className="delivery-note delivery-note-warning">
          <TriangleAlert size={16} aria-hidden />
          <span className="isolate">{visibleText(localize(doubt), 600)}</span>
        </p>
      ))}
      {isOutdated && (
        <p className="delivery-note delivery-note-warning" role="status">
          <TriangleAlert size={16} aria-hidden />
          {t('outdated')}
        </p>
      )}
      {isOpen && (
        <div className="delivered-choices" inert={isDisabled}>
          <TableChoice draft={draft} table={table} />
          <ChoicesBar key={table.key} table={table} />
          <PreviewPane
            key={`preview ${table.key}`}
            table={table}
            file={draft.files[0] ?? null}
            draft={draft}
            most={SHOWN_ROWS}
          />
          <ImportNotes table={table} leftOut={[]} />
        </div>
      )}
    </section>
  )
}

function ReadingInWords({ table }: { table: FoundTable }) {
  const t = useText(text)
  const w = useText(words)
  const localize = useLocalize()
  const { sniff, recalled } = table
  const dialect = sniff?.dialect
  const parts = sniff
    ? [
        w(`format_${sniff.format}`),
        ...(table.part.path.length ? [visibleText(table.part.path.join(' › '), 60)] : []),
        ...(sniff.encoding ? [localize(encodingName(sniff.encoding))] : []),
        ...(dialect
          ? [
              `${w('separator')} ${signName(dialect.delimiter, w)}`,
              dialect.headerRows ? t('headers', { count: dialect.headerRows }) : t('noHeader')
            ]
          : [])
      ]
    : []
  return (
    <span className="muted isolate">
      {parts.join(' · ')}
      {recalled && (
        <span className="reading-recalled">
          <History size={14} aria-hidden />
          {t('recalled', { file: visibleText(recalled.file, 60) })}
        </span>
      )}
    </span>
  )
}

/** Which table of the file is delivered, where it has several. */
function TableChoice({ draft, table }: { draft: ImportDraft; table: FoundTable }) {
  const t = useText(text)
  if (draft.tables.length < 2) return null
  return (
    <div className="delivered-table">
      <Select
        label={t('tableOfFile')}
        options={draft.tables.map(({ key, part }) => ({ value: key, label: visibleText(part.path.join(' › '), 80) }))}
        value={table.key}
        onChange={(key) => {
          changeDraft((before) => takeOnly(before, key))
          lookAtTables()
        }}
      />
    </div>
  )
}
