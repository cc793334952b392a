import { randomUUID } from 'node:crypto'
import { StoredNote, type LocalizedText, type Note, type NoteTexts } from '../../contract'
import { fail } from '../errors'
import { missingDocument, type ChangeScope, type Project } from '../project'
import { unknownColumn } from '../sql'
import { listTables, resolveTable, type Table } from '../tables'

/** What bears a note: a column, or the whole table where null. */
interface Bearer {
  table: string
  column: string | null
}

/** All notes, each told whether what it is about is still there; nothing is dropped with a column. */
export async function listNotes(project: Project, known?: readonly Table[]): Promise<Note[]> {
  const tables = known ?? (await listTables(project))
  return (await project.list('note', StoredNote)).map((note) => ({ ...note, orphan: orphanReason(note, tables) }))
}

/** Writes the note of a column or a table in place of the one that it has; texts that are all empty take it away. */
export async function writeNote(
  project: Project,
  { table, column, texts }: Bearer & { texts: NoteTexts },
  now = new Date()
): Promise<Note | null> {
  await checkBearer(project, { table, column })
  const isEmpty = !texts.codes.length && [texts.label, texts.description, texts.unit, texts.source, texts.doubt].every((one) => !one) // prettier-ignore
  return project.change(label('Noter', 'Note on', { table, column }), async (scope) => {
    const before = await noteOf(scope, { table, column })
    if (isEmpty) {
      if (before) await scope.remove('note', before.id)
      return null
    }
    const note: StoredNote = { ...texts, id: before?.id ?? randomUUID(), table, column, writtenAt: now.toISOString() }
    await scope.put('note', note.id, note)
    return { ...note, orphan: null }
  })
}

/** Gives a note to another column or table, which must have none: the notes of a column that was renamed are not lost. */
export async function moveNote(project: Project, { id, ...bearer }: Bearer & { id: string }): Promise<Note> {
  await checkBearer(project, bearer)
  return project.change(label('Rattacher la note à', 'Give the note to', bearer), async (scope) => {
    const note = await scope.get('note', id, StoredNote)
    if (!note) throw missingDocument('note', id)
    if (await noteOf(scope, bearer)) throw taken(bearer)
    const moved: StoredNote = { ...note, ...bearer }
    await scope.put('note', id, moved)
    return { ...moved, orphan: null }
  })
}

export async function removeNote(project: Project, id: string): Promise<void> {
  const note = await project.get('note', id, StoredNote)
  await project.change(label('Supprimer la note sur', 'Remove the note on', note), (scope) => scope.remove('note', id))
}

async function noteOf(scope: ChangeScope, { table, column }: Bearer): Promise<StoredNote | undefined> {
  return (await scope.list('note', StoredNote)).find((one) => one.table === table && one.column === column)
}

async function checkBearer(project: Project, { table, column }: Bearer): Promise<void> {
  const { columns } = await resolveTable(project, { schema: 'clean', name: table })
  if (column !== null && !columns.some(({ name }) => name === column)) throw unknownColumn(column)
}

function orphanReason({ table, column }: StoredNote, tables: readonly Table[]): LocalizedText | null {
  const found = tables.find(({ ref }) => ref.name === table)
  if (!found)
    return {
      fr: `La table « ${table} » n’est plus dans le projet.`,
      en: `The table “${table}” is no longer in the project.`
    }
  if (column === null || found.columns.some(({ name }) => name === column)) return null
  return {
    fr: `La table « ${table} » n’a plus de colonne « ${column} ».`,
    en: `The table “${table}” no longer has a column “${column}”.`
  }
}

function label(fr: string, en: string, { table, column }: Bearer): LocalizedText {
  const name = column === null ? table : `${table} › ${column}`
  return { fr: `${fr} « ${name} »`, en: `${en} “${name}”` }
}

function taken({ table, column }: Bearer): Error {
  return fail(
    'conflict',
    {
      fr: `« ${column ?? table} » a déjà une note.`,
      en: `“${column ?? table}” already has a note.`
    },
    {
      hint: {
        fr: 'Reprenez ce qui vous sert dans sa note, puis supprimez l’ancienne.',
        en: 'Copy what you need into its note, then remove the old one.'
      }
    }
  )
}
