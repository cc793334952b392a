import type { Database } from 'sql.js'
import type { LocalizedText } from '../../../contract'
import { throwIfCancelled } from '../../errors'
import { countOf } from '../../figure-text'
import { asDamage, nameOf, noSuchPart } from '../foreign-file'
import type { FormatReader, OpenTable, ReadOptions, TextRecord } from '../reader'
import { catalogueOf, quoted, unread, type SqliteTable } from './catalogue'
import { openDatabase, type OpenDatabase } from './open-database'
import { mixtureNote, ownTypeOf } from './own-types'
import { nothingMet, valueReader, valueSql, type Met } from './values'

/** SQLite, its tables only: views and virtual tables are told by name, triggers never fire. A table's path is its name. */
export const sqliteReader: FormatReader = {
  format: 'sqlite',

  async parts(file, options) {
    const name = nameOf(file, options)
    const { database } = await openDatabase(file, name, options?.signal)
    return closing(database, name, () =>
      catalogueOf(database, name).tables.map((table) => ({
        path: [table.name],
        name: table.name,
        rows: null,
        columns: table.columns.length,
        hidden: table.shadow,
        note: table.shadow ? SHADOW : null
      }))
    )
  },

  async open(file, part, _choices, options): Promise<OpenTable> {
    const name = nameOf(file, options)
    const opened = await openDatabase(file, name, options?.signal)
    const { database } = opened
    try {
      const catalogue = catalogueOf(database, name)
      const table = part.length === 1 ? catalogue.tables.find((one) => one.name === part[0]) : undefined
      if (!table) throw noSuchPart(name, part)
      const met = nothingMet(table.columns.length)
      return {
        header: table.columns,
        headerRows: 1,
        width: table.columns.length,
        records: () => records(opened, table, met, name, options),
        types: () => met.columns.map((classes, place) => ownTypeOf(classes, table.declared[place] ?? '')),
        notes: () => [...opened.notes, ...metNotes(met, table.columns), ...unread(catalogue)],
        close: () => Promise.resolve(database.close())
      }
    } catch (error) {
      database.close()
      throw asDamage(name, 'SQLite', error)
    }
  }
}

const SHADOW: LocalizedText = { fr: 'Table interne d’une table virtuelle.', en: 'Internal table of a virtual table.' }

/** A batch ends at whichever comes first; other work of the process gets its turn between two. */
const BATCH = { rows: 2_000, characters: 4_000_000 }

async function* records(
  { database, size }: OpenDatabase,
  table: SqliteTable,
  met: Met,
  name: string,
  options?: ReadOptions
): AsyncGenerator<TextRecord[]> {
  try {
    const [encoding] = database.exec('PRAGMA encoding')
    const read = valueReader(String(encoding?.values[0]?.[0]), met)
    const selected = table.columns.map((column) => valueSql(quoted(column)))
    // Through an index, rows would come in its order.
    const statement = database.prepare(`SELECT ${selected.join(', ')} FROM ${quoted(table.name)} NOT INDEXED`)
    let batch: TextRecord[] = []
    let bytes = 0
    let before = 0
    while (statement.step()) {
      const record = exactRow(statement).map(read)
      for (const cell of record) bytes += 1 + (cell?.length ?? 0)
      batch.push(record)
      if (batch.length < BATCH.rows && bytes - before < BATCH.characters) continue
      yield batch
      batch = []
      before = bytes
      options?.onProgress?.(Math.min(size, bytes), size)
      await new Promise((resolve) => setImmediate(resolve))
      throwIfCancelled(options?.signal)
    }
    statement.free()
    if (batch.length) yield batch
    options?.onProgress?.(size, size)
  } catch (error) {
    throw asDamage(name, 'SQLite', error)
  }
}

/** Integers as BigInt: the types of sql.js do not know this argument. */
function exactRow(statement: ReturnType<Database['prepare']>): unknown[] {
  const get = statement.get.bind(statement) as (params: null, config: { useBigInt: boolean }) => unknown[]
  return get(null, { useBigInt: true })
}

function closing<T>(database: Database, name: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw asDamage(name, 'SQLite', error)
  } finally {
    database.close()
  }
}

function metNotes({ columns, strayTexts }: Met, names: string[]): LocalizedText[] {
  const notes = columns.flatMap((classes, place) => mixtureNote(names[place] ?? '', classes))
  if (!strayTexts) return notes
  const texts = countOf(strayTexts, ['texte n’est', 'textes ne sont'], ['text is', 'texts are'])
  return [
    ...notes,
    { fr: `${texts.fr} pas en UTF-8 : lus comme Windows-1252.`, en: `${texts.en} not in UTF-8: read as Windows-1252.` }
  ]
}
