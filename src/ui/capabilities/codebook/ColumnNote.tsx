import type { ColumnProfile } from '../../../contract'
import { useText } from '../../parts'
import { NoteBox } from './NoteBox'
import { proposedCodes } from './proposed'
import { text } from './text'
import { useNotes } from './useNotes'

/** The note of a column beside its profile. */
export function ColumnNote({ table, column }: { table: string; column: ColumnProfile }) {
  const t = useText(text)
  const { data } = useNotes()
  if (!data) return null
  const note = data.find((one) => one.table === table && one.column === column.name) ?? null
  return (
    <section>
      <h2>{t('note')}</h2>
      <NoteBox table={table} column={column.name} note={note} proposed={proposedCodes(column)} />
    </section>
  )
}
