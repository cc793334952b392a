import { CircleAlert, CircleHelp, Copy, TriangleAlert, X } from 'lucide-react'
import type { LocalizedText } from '../../../../contract'
import { Checkbox, formatDate, formatInteger, IconButton, useLocalize, useText, visibleText } from '../../../parts'
import { dropFile } from './begin'
import { dataRows, type FoundTable, isEmptySheet, isTicked, isUnusable, tick, show } from './draft'
import { FileName } from './FileName'
import { isDoubtful } from './readings'
import { RecalledMark } from './Recalled'
import { lookAtTables } from './sniffing'
import { changeDraft } from './store'
import { text } from './text'
import { whyUnusable } from './unusable'

type FoundTableLineProps = {
  table: FoundTable
  name: string
  /** Where its file lies below the folder that was chosen. */
  folder?: string
  /** What is told beside the name; the rows of the table unless given. */
  note?: string
  isShown: boolean
  /** Its file, where this line stands for it and can take it away. */
  onRemove?: string
}

/** One table that may be loaded: ticked or not, and shown in the preview when its name is pressed. */
export function FoundTableLine({ table, name, folder = '', note, isShown, onRemove }: FoundTableLineProps) {
  const t = useText(text)
  const { part, error, failure } = table
  const shownName = visibleText(name || part.path.at(-1) || '', 200)
  const rows = dataRows(table)
  const unusable = isUnusable(table)
  const doubtful = table.sniff?.columns.some(isDoubtful) ?? false
  const left = part.format === 'json' ? 'besideTables' : 'hidden'
  const tag = isEmptySheet(table) ? 'emptySheet' : unusable ? 'unusable' : part.hidden ? left : null
  return (
    <>
      <div className="found-line" data-shown={isShown || undefined}>
        <Checkbox
          aria-label={t('load', { name: shownName })}
          isSelected={isTicked(table)}
          isDisabled={unusable}
          onChange={(isSelected) => {
            changeDraft((draft) => tick(draft, [table.key], isSelected))
            lookAtTables()
          }}
        >
          {null}
        </Checkbox>
        <button
          type="button"
          className="found-show"
          aria-current={isShown}
          tabIndex={isShown ? 0 : -1}
          title={visibleText(folder ? `${folder}/${name}` : name)}
          onClick={() => showTable(table.key)}
        >
          <FileName name={shownName} folder={folder} />
          {error !== null && !unusable && <TriangleAlert size={14} className="found-warning" aria-hidden />}
          {doubtful && (
            <>
              <CircleHelp size={14} className="found-warning" aria-hidden />
              <span className="sr-only">{t('toCheck')}</span>
            </>
          )}
          {failure !== null && <CircleAlert size={14} className="found-failed" aria-hidden />}
          {tag && <span className="found-tag">{t(tag)}</span>}
          <span className="list-item-note">
            {note ?? (rows === null || tag ? '' : t('rows', { count: rows, n: formatInteger(rows) }))}
          </span>
        </button>
        {onRemove && (
          <IconButton
            label={t('remove', { name: shownName })}
            icon={X}
            size={14}
            className="icon-button-small"
            onPress={() => dropFile(onRemove)}
          />
        )}
      </div>
      <Reasons table={table} />
      <KnownNote table={table} />
      <RecalledMark table={table} name={shownName} />
    </>
  )
}

/** Why a table cannot be read, or was not loaded, at once and in words. */
function Reasons({ table }: { table: FoundTable }) {
  const why = table.failure ?? (isUnusable(table) ? whyUnusable(table) : null)
  return why && <Reason message={why.message} hint={why.hint} />
}

function Reason({ message, hint }: { message: LocalizedText; hint: LocalizedText | null }) {
  const localize = useLocalize()
  return (
    <div className="found-error">
      <CircleAlert size={14} aria-hidden />
      <div>
        <p className="isolate">{visibleText(localize(message), 600)}</p>
        {hint && <p className="muted isolate">{visibleText(localize(hint), 600)}</p>}
      </div>
    </div>
  )
}

/** The same bytes are in the project, or in the list above: said, not in the way. */
function KnownNote({ table: { known } }: { table: FoundTable }) {
  const t = useText(text)
  if (!known) return null
  return (
    <p className="found-note found-known isolate">
      <Copy size={12} aria-hidden />
      <span>
        {known.loaded
          ? t('knownLoaded', { date: formatDate(known.loaded.at), table: visibleText(known.loaded.table, 60) })
          : t('knownTwin', { file: visibleText(known.twin ?? '', 80) })}
      </span>
    </p>
  )
}

/** Shows a table in the preview. */
function showTable(key: string): void {
  changeDraft((draft) => show(draft, key))
  lookAtTables()
}
