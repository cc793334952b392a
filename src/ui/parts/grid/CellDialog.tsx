import type { ColumnInfo } from '../../../contract'
import { booleanWord } from '../boolean-word'
import { Button } from '../Button'
import { CopyButton } from '../CopyButton'
import { Dialog } from '../Dialog'
import { formatInteger } from '../format'
import { useText } from '../i18n'
import { visibleLines, visibleText } from '../visible-text'
import { plainText } from './cell-text'
import type { CellMark, MarkSource } from './marks'
import type { PageCache } from './pages'
import type { CellPlace } from './selection'
import { rowNumber } from './row-numbers'
import { text } from './text'

const SHOWN = 100_000

/** One cell, whole: its text with its line ends, as SQL would write it; a truth value in words, copied as SQL writes it. */
export function CellDialog({
  place,
  columns,
  cache,
  numbers,
  mark,
  open,
  onClose
}: {
  place: CellPlace | null
  columns: readonly ColumnInfo[]
  cache: PageCache
  /** See `GridView`. */
  numbers: number | null
  mark: CellMark | null
  open: MarkSource['open']
  onClose: () => void
}) {
  const t = useText(text)
  const info = place && columns[place.column]
  if (!place || !info) return null
  const cell = cache.cell(place.row, place.column)
  const value = cell.state === 'ready' && cell.value !== null ? plainText(cell.value, cell.type) : null
  const shown = cell.state === 'ready' && typeof cell.value === 'boolean' ? booleanWord(cell.value) : (value ?? '')
  return (
    <Dialog
      title={t('cell', { column: visibleText(info.name, 80), row: rowNumber(place.row, numbers, cache) })}
      isOpen
      onClose={onClose}
      size="medium"
      actions={
        <>
          {value !== null && <CopyButton value={value} />}
          {mark?.id !== undefined && open && (
            <Button variant="primary" onPress={() => open.run(mark.id ?? '')}>
              {open.label}
            </Button>
          )}
        </>
      }
    >
      {mark && <p className="isolate">{mark.label}</p>}
      <p className="muted mono">{info.type}</p>
      {value === null ? (
        <p className="muted">{cell.state === 'ready' ? t('missing') : t('coming')}</p>
      ) : (
        <pre className="cell-full isolate" tabIndex={0}>
          {visibleLines(shown, SHOWN)}
        </pre>
      )}
      {value !== null && value.length > SHOWN && (
        <p className="muted">{t('cut', { shown: formatInteger(SHOWN), total: formatInteger(value.length) })}</p>
      )}
    </Dialog>
  )
}
