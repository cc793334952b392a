import { NotebookPen, TriangleAlert } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Note, NoteTexts } from '../../../contract'
import { useProject } from '../../app/project'
import { Button, useText, visibleLines, visibleText } from '../../parts'
import { NoteEditor } from './NoteEditor'
import { text } from './text'

type Props = {
  table: string
  column: string | null
  note: Note | null
  /** What the editor begins with where there is no note: what the file said, or the values as codes to be explained. */
  proposed?: NoteTexts | null
  isFromFile?: boolean
}

/** A note, read and edited in place; where there is none, a way to write one. */
export function NoteBox({ table, column, note, proposed = null, isFromFile = false }: Props) {
  const t = useText(text)
  const [isEdited, setEdited] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const readOnly = useProject()?.readOnly ?? true
  const name = visibleText(column ?? table, 80)
  const wasEdited = useRef(false)
  useEffect(() => {
    // The focus comes back to the button that opened the editor.
    if (wasEdited.current && !isEdited) box.current?.querySelector('button')?.focus()
    wasEdited.current = isEdited
  }, [isEdited])
  if (isEdited)
    return (
      <NoteEditor
        table={table}
        column={column}
        begin={note ?? proposed}
        isNew={!note}
        isProposed={!note && isFromFile}
        onClose={() => setEdited(false)}
      />
    )
  return (
    <div className="note-box" ref={box}>
      {note && <NoteText note={note} />}
      <Button
        size="small"
        variant="quiet"
        icon={NotebookPen}
        isDisabled={readOnly}
        aria-label={t(note ? 'editNoteOn' : 'addNoteOn', { name })}
        onPress={() => setEdited(true)}
      >
        {t(note ? 'editNote' : 'addNote')}
      </Button>
    </div>
  )
}

/** The texts of a note. */
export function NoteText({ note }: { note: NoteTexts }) {
  const t = useText(text)
  return (
    <div className="note-text isolate">
      {(note.label || note.unit) && (
        <p>
          <strong>{visibleText(note.label, 300)}</strong>
          {note.unit && <span className="muted"> ({visibleText(note.unit, 100)})</span>}
        </p>
      )}
      {note.description && <p className="note-lines">{visibleLines(note.description)}</p>}
      {note.codes.length > 0 && (
        <p className="note-codes">
          {note.codes.slice(0, 40).map(({ code, meaning }, place) => (
            <span key={place}>
              <span className="mono">{visibleText(code, 40)}</span> = {visibleText(meaning, 120)}
            </span>
          ))}
        </p>
      )}
      {note.source && <p className="muted">{t('sourceIs', { words: visibleText(note.source, 500) })}</p>}
      {note.doubt && (
        <p className="note-doubt">
          <TriangleAlert size={12} aria-hidden /> {t('doubtIs', { words: visibleText(note.doubt, 500) })}
        </p>
      )}
    </div>
  )
}
