import type { LocalizedText } from '../../../contract'
import { countOf } from '../../figure-text'
import { text } from '../../sql'
import { nameOf, noSuchPart } from '../foreign-file'
import type { DirectTable, FormatReader } from '../reader'
import { inspectParquet } from './inspect'

/**
 * Parquet, read by the project's DuckDB with the file's own types, after a check of its footer in an engine apart.
 * Damage behind the footer shows when the rows are read.
 */
export const parquetReader: FormatReader = {
  format: 'parquet',

  async parts(file, options) {
    const { columns, rows } = await inspectParquet(file, nameOf(file, options), options?.signal)
    return [{ path: [], name: '', rows, columns: columns.length, hidden: false, note: null }]
  },

  async open(file, part, _choices, options): Promise<DirectTable> {
    const name = nameOf(file, options)
    if (part.length) throw noSuchPart(name, part)
    const { columns, binary } = await inspectParquet(file, name, options?.signal)
    return {
      sql: parquetSql(file, columns.length),
      header: columns,
      notes: () => (binary.length ? [rawBytes(binary)] : []),
      close: () => Promise.resolve()
    }
  }
}

/** All rows of a Parquet file as columns `c0`, `c1`, …, whatever their names. */
export function parquetSql(file: string, width: number): string {
  const aliases = Array.from({ length: width }, (_, index) => `c${index}`).join(', ')
  return `SELECT * FROM read_parquet(${text(file)}, hive_partitioning=false) AS t(${aliases})`
}

function rawBytes(names: readonly string[]): LocalizedText {
  const count = countOf(names.length, ['colonne', 'colonnes'], ['column', 'columns'])
  const listed = names.slice(0, 20).join(', ') + (names.length > 20 ? ', …' : '')
  return {
    fr: `${count.fr} en octets bruts, gardés tels quels : ${listed}.`,
    en: `${count.en} of raw bytes, kept as they are: ${listed}.`
  }
}
