import type { LocalizedText } from '../../../../contract'
import { useLocalize, useText, visibleText } from '../../../parts'
import { text } from '../text'

type LoadNotesProps = {
  notes: readonly LocalizedText[]
  /** Level of the heading where they stand. */
  level: 'h3' | 'h4'
}

/** What a load had to say of its file; nothing where it said nothing. */
export function LoadNotes({ notes, level: Heading }: LoadNotesProps) {
  const t = useText(text)
  const localize = useLocalize()
  if (!notes.length) return null
  return (
    <section className="source-notes" aria-label={t('notes')}>
      <Heading>{t('notes')}</Heading>
      <ul>
        {notes.map((note, place) => (
          <li key={place} className="isolate">
            {visibleText(localize(note), 600)}
          </li>
        ))}
      </ul>
    </section>
  )
}
