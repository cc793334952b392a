import { Source, type Codebook, type CodebookColumn, type ColumnProfile, type Note } from '../../contract'
import type { Report } from '../call'
import type { Project } from '../project'
import { profileEvents } from '../profile'
import { listTables, type Table } from '../tables'
import { listNotes } from './notes'
import { proposedNote } from './propose'

/** The codebook of the project: the exact profile of every column of every table, and the notes. */
export async function readCodebook(
  project: Project,
  report: Report = () => undefined,
  signal?: AbortSignal
): Promise<Codebook> {
  const tables = await listTables(project)
  const [sources, notes] = await Promise.all([project.list('source', Source), listNotes(project, tables)])
  const total = tables.reduce((sum, { columns }) => sum + columns.length, 0)
  let done = 0
  const read: Codebook['tables'] = []
  for (const table of tables) {
    const source = sources.find((one) => one.table.name === table.ref.name)
    const own = notes.filter((note) => note.table === table.ref.name)
    const byColumn = new Map(own.map((note) => [note.column, note]))
    const noteOn = (column: string | null): Note | null => byColumn.get(column) ?? null
    const columns: CodebookColumn[] = []
    for await (const column of profiles(project, table, signal)) {
      columns.push({ ...slim(column), note: noteOn(column.name), proposed: source ? proposedNote(source, column.name) : null }) // prettier-ignore
      done += 1
      report({ step: { fr: `Profil de « ${table.ref.name} »`, en: `Profile of “${table.ref.name}”` }, done, total })
    }
    const files = (source?.deliveries.length ? source.deliveries : source ? [{ files: [source.file] }] : []).flatMap(
      (delivery) => delivery.files.map(({ name }) => name)
    )
    read.push({ table: table.ref, rows: table.rows, files: [...new Set(files)], note: noteOn(null), columns })
  }
  return { tables: read, orphans: notes.filter(({ orphan }) => orphan !== null) }
}

async function* profiles(project: Project, { ref }: Table, signal?: AbortSignal): AsyncGenerator<ColumnProfile, void> {
  for await (const event of profileEvents(project, ref, { signal })) if (event.type === 'column') yield event.column
}

function slim({
  name,
  type,
  family,
  reading,
  semantic,
  rows,
  missing,
  distinct,
  min,
  max,
  numeric,
  top
}: ColumnProfile) {
  return { name, type, family, reading, semantic, rows, missing, distinct, min, max, numeric, top: top.slice(0, 10) }
}
