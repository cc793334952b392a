import { TriangleAlert, X } from 'lucide-react'
import { Checkbox, formatInteger, IconButton, useLocalize, useText, visibleText } from '../../../parts'
import { dropFile } from './begin'
import { type FoundTable, tick } from './draft'
import { lookAtTables } from './sniffing'
import { changeDraft } from './store'
import { text } from './text'

type FoundTableLineProps = {
  table: FoundTable
  name: string
  /** What is told beside the name; the rows of the table unless given. */
  note?: string
  isShown: boolean
  /** Its file, where this line stands for it and can take it away. */
  onRemove?: string
}

/** One table that may be loaded: ticked or not, and shown in the preview when its name is pressed. */
export function FoundTableLine({ table, name, note, isShown, onRemove }: FoundTableLineProps) {
  const t = useText(text)
  const localize = useLocalize()
  const { part, ticked, error } = table
  const shownName = visibleText(name || part.path.at(-1) || '', 80)
  const rows = part.rows === null ? '' : t('rows', { count: part.rows, n: formatInteger(part.rows) })
  return (
    <div className="found-line" data-shown={isShown || undefined}>
      <Checkbox
        aria-label={t('load', { name: shownName })}
        isSelected={ticked}
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
        title={part.note ? visibleText(localize(part.note), 300) : visibleText(name)}
        onClick={() => showTable(table.key)}
      >
        <span className="list-item-name isolate">{shownName}</span>
        {error !== null && <TriangleAlert size={14} className="found-warning" aria-hidden />}
        {part.hidden && <span className="found-tag">{t(part.note && part.rows === 0 ? 'unusable' : 'hidden')}</span>}
        <span className="list-item-note">{note ?? rows}</span>
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
  )
}

/** Shows a table in the preview. */
function showTable(key: string): void {
  changeDraft((draft) => ({ ...draft, shown: key }))
  lookAtTables()
}
