import { stat } from 'node:fs/promises'
import type { LocalizedText } from '../../../contract'
import { nameOf, noSuchPart } from '../foreign-file'
import type { DirectTable, FormatReader } from '../reader'
import { copyOut } from './copy-out'
import { withForeignDatabase } from './foreign'
import { tablesOf, unreadOf, type ForeignTable } from './tables'

/**
 * DuckDB files and projects of others, as foreign data: a base table is copied out by an engine apart, and only the copy is
 * read by the project's. A table's path is its name, after its schema's where that is not `main`.
 */
export const duckdbReader: FormatReader = {
  format: 'duckdb',

  parts(file, options) {
    const name = nameOf(file, options)
    return withForeignDatabase(file, name, async (connection) => {
      const tables = await tablesOf(connection, name, options?.signal)
      const project = tables.some(({ schema, name: table }) => schema === 'chantier' && table === 'change')
      return tables.map((table) => ({
        path: pathOf(table),
        name: table.schema === 'main' ? table.name : `${table.schema}.${table.name}`,
        rows: table.rows,
        columns: table.columns,
        hidden: project && table.schema === 'chantier',
        note: project && table.schema === 'chantier' ? BOOKS : null
      }))
    })
  },

  async open(file, part, _choices, options): Promise<DirectTable> {
    const name = nameOf(file, options)
    const { size } = await stat(file)
    const { copied, unread } = await withForeignDatabase(file, name, async (connection) => {
      const tables = await tablesOf(connection, name, options?.signal)
      const table = tables.find((one) => same(pathOf(one), part))
      if (!table) throw noSuchPart(name, part)
      const unread = await unreadOf(connection, options?.signal)
      const onShare = (share: number): void => options?.onProgress?.(Math.round(share * size), size)
      return { copied: await copyOut(connection, file, name, table, { signal: options?.signal, onShare }), unread }
    })
    const journal = await journalNote(file)
    return {
      sql: copied.sql,
      header: copied.header,
      notes: () => [...journal, ...copied.notes, ...unread],
      close: copied.remove
    }
  }
}

const BOOKS: LocalizedText = { fr: 'Registre interne du projet.', en: 'Internal record of the project.' }

function pathOf({ schema, name }: ForeignTable): string[] {
  return schema === 'main' ? [name] : [schema, name]
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index])
}

/** A journal beside the file is read with it, also in read-only mode; told, since the file alone says less. */
async function journalNote(file: string): Promise<LocalizedText[]> {
  const journal = await stat(`${file}.wal`).catch(() => null)
  if (!journal?.size) return []
  return [
    {
      fr: 'Un journal (.wal) accompagne cette base : ses derniers changements ont été lus aussi.',
      en: 'A journal (.wal) stands beside this database: its last changes were read, too.'
    }
  ]
}
