import { CopyCheck, Info, TriangleAlert } from 'lucide-react'
import type { DeliveryDiff } from '../../../../contract'
import { formatDateTime, formatInteger, useLocalize, useText, visibleText } from '../../../parts'
import type { DeliveryMode } from './store'
import { text } from './text'

type DeliveryNotesProps = {
  diff: DeliveryDiff
  mode: DeliveryMode
  /** What is told speaks against applying it. */
  isDoubtful: boolean
}

/** What must be known before the delivery is applied: first of all, that the same file came before. */
export function DeliveryNotes({ diff, mode, isDoubtful }: DeliveryNotesProps) {
  const t = useText(text)
  const localize = useLocalize()
  if (!diff.twin && !diff.notes.length) return null
  return (
    <section className="delivery-notes" aria-label={t('notes')}>
      <ul>
        {diff.twin && (
          <li className={diff.twin.present ? 'delivery-note delivery-note-warning' : 'delivery-note'}>
            <CopyCheck size={16} aria-hidden />
            <span className="isolate">
              <strong>
                {t('twin', { file: visibleText(diff.twin.file, 80), when: formatDateTime(diff.twin.loadedAt) })}
              </strong>{' '}
              {consequence(diff, mode, t)}
            </span>
          </li>
        )}
        {diff.notes.map((note, place) => (
          <li key={place} className={isDoubtful ? 'delivery-note delivery-note-warning' : 'delivery-note'}>
            {isDoubtful ? <TriangleAlert size={16} aria-hidden /> : <Info size={16} aria-hidden />}
            <span className="isolate">{visibleText(localize(note), 600)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function consequence(
  diff: DeliveryDiff,
  mode: DeliveryMode,
  t: ReturnType<typeof useText<keyof typeof text.keys>>
): string {
  const { rows, columns, twin } = diff
  if (!twin?.present) return t('twinReplaced')
  if (mode === 'append') return t('twinAppend', { count: rows.arriving, n: formatInteger(rows.arriving) })
  const isSame =
    rows.added + rows.gone + (rows.changed ?? 0) === 0 &&
    columns.added.length + columns.gone.length + columns.renamed.length + columns.retyped.length === 0
  return t(isSame ? 'twinRefresh' : 'twinOther')
}
