import type { ColumnInfo, ColumnReading, LocalizedText, Source } from '../../../contract'
import { castSql, directReadArgs } from '../../import'
import type { Project } from '../../project'
import { ident, tableName, text } from '../../sql'
import type { Chapter } from './chapter'

/** A query of the rows of the original file, typed as in the raw table; or why it cannot be read again as it stands. */
export type FileRead = { sql: string; why: null } | { sql: null; why: LocalizedText }

/** What only the rows of a raw table tell of how its file is read again. */
export interface RawRows {
  /** Whether they hold any of some characters. */
  holds: (characters: string) => Promise<boolean>
  /** Bytes of the texts of the longest one. */
  longest: () => Promise<number>
}

/** How the original file is read again as it stands. */
export async function fileRead(
  { file, report, deliveries }: Source,
  columns: readonly ColumnInfo[],
  { holds, longest }: RawRows
): Promise<FileRead> {
  const { dialect, encoding, undecodableBytes, faultCount } = report
  if (file.format !== 'delimited' || file.part.length || !dialect) return not('format')
  if (deliveries.length > 1 || (deliveries[0]?.files.length ?? 1) > 1 || deliveries[0]?.fileColumn)
    return not('several')
  if (undecodableBytes || faultCount) return not('repaired')
  if (dialect.comment !== null || dialect.newline === '\r' || dialect.headerRows > 1) return not('shape')
  const cells = columns.map((column, place) => cellOf(column, report.columns[place]))
  if (report.columns.length !== columns.length || !cells.every((cell) => cell !== null)) return not('columns')
  const units = report.columns.map(({ reading }) => (reading?.kind === 'number' ? (reading.unit ?? '') : '')).join('')
  const isLatin = LATIN.test(encoding)
  // DuckDB alone reads ISO 8859-1; Windows-1252 is the same but for these characters.
  if (isLatin && (new RegExp(`[${WINDOWS_ONLY}]`).test(units) || (await holds(WINDOWS_ONLY)))) return not('encoding')
  if (!isLatin && encoding !== 'utf-8') return not('encoding')
  const { delimiter, quote, escape, newline, preambleLines, headerRows } = dialect
  // Where no cell holds a return, DuckDB finds the end of lines by itself, also beside line breaks within cells.
  const ends = newline === '\n' && (await holds('\r')) ? newline : '\r\n'
  const longLines = file.size > LONG && (await longest()) > LONG
  const args = directReadArgs(
    { delimiter, quote: quote ?? '', escape: escape ?? quote ?? '', newline: ends, skip: preambleLines + headerRows },
    columns.map(({ name }) => name),
    longLines ? { size: file.size, longLines } : {}
  )
  const latin = isLatin ? ", encoding='latin-1'" : ''
  return { sql: `SELECT ${cells.join(', ')}\nFROM read_csv(${text(file.name)}, ${args}${latin})`, why: null }
}

/** Bytes of texts from which a line, with its other cells, may pass what DuckDB reads unless it is told. */
const LONG = 1_000_000
const LATIN = /^(windows-1252|iso-8859-1)$/
const WINDOWS_ONLY = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'

function not(why: keyof typeof WHYS): FileRead {
  return { sql: null, why: WHYS[why] }
}

const WHYS = {
  format: { fr: 'son format n’est pas du texte délimité', en: 'its format is no delimited text' },
  several: { fr: 'la table a été livrée plusieurs fois, ou vient de plusieurs fichiers', en: 'the table was delivered several times, or comes from several files' }, // prettier-ignore
  repaired: { fr: 'il a été réparé en le chargeant', en: 'it was repaired while it was loaded' },
  shape: { fr: 'son en-tête, ses commentaires ou ses fins de ligne', en: 'its header, its comments or its line ends' },
  columns: { fr: 'ses colonnes ont été lues autrement', en: 'its columns were read otherwise' },
  encoding: { fr: 'son encodage', en: 'its encoding' }
} satisfies Record<string, LocalizedText>

/** Whether a raw table holds any of some characters. */
export async function holdsAny(
  project: Project,
  name: string,
  columns: readonly ColumnInfo[],
  characters: string,
  signal?: AbortSignal
): Promise<boolean> {
  const cells = columns.flatMap((column) => (column.type === 'VARCHAR' ? [ident(column.name)] : []))
  if (!cells.length) return false
  const found = await project.rows(
    `SELECT 1 AS found FROM ${tableName({ schema: 'raw', name })} WHERE regexp_matches(concat_ws('', ${cells.join(', ')}), ${text(`[${characters}]`)}) LIMIT 1`,
    { signal }
  )
  return found.length > 0
}

/** Bytes of the texts of the longest row of a raw table. */
export async function longestRow(
  project: Project,
  name: string,
  columns: readonly ColumnInfo[],
  signal?: AbortSignal
): Promise<number> {
  // No chain of sums: DuckDB refuses one of a thousand columns.
  const bytes = columns.flatMap((column) => (column.type === 'VARCHAR' ? [`strlen(${ident(column.name)})`] : []))
  if (!bytes.length) return 0
  const [row] = await project.rows<{ most: number }>(
    `SELECT CAST(coalesce(max(list_sum([${bytes.join(', ')}])), 0) AS DOUBLE) AS most FROM ${tableName({ schema: 'raw', name })}`,
    { signal }
  )
  return row?.most ?? 0
}

function cellOf({ name, type }: ColumnInfo, known: ColumnReading | undefined): string | null {
  if (known?.name !== name) return null
  if (type === 'VARCHAR') return ident(name)
  return known.reading ? `CAST(${castSql(known.reading, ident(name))} AS ${type}) AS ${ident(name)}` : null
}

/** What the rows of a raw table are known by: their number, and a sum of digests of their texts. */
export interface Proof {
  rows: number
  digest: string
}

export async function proofOf(
  project: Project,
  name: string,
  columns: readonly ColumnInfo[],
  signal?: AbortSignal
): Promise<Proof> {
  const [row] = await project.rows<{ n: number; digest: string }>(
    `SELECT count(*) AS n, ${digestSql(columns)} AS digest FROM ${tableName({ schema: 'raw', name })}`,
    { signal }
  )
  return { rows: row?.n ?? 0, digest: row?.digest ?? '0' }
}

function digestSql(columns: readonly ColumnInfo[]): string {
  const cells = columns.map(({ name }) => `coalesce(CAST(${ident(name)} AS VARCHAR), chr(1))`).join(', ')
  return `CAST(coalesce(sum(CAST(md5_number_lower(concat_ws(chr(2), ${cells})) AS HUGEINT)), 0) AS VARCHAR)`
}

/** The statements that make a raw table and prove that its rows are those that were analysed. */
export function rawStatements(
  { table: { name }, file }: Source,
  columns: readonly ColumnInfo[],
  read: string | null,
  { rows, digest }: Proof,
  words: 'fr' | 'en'
): Chapter[] {
  const raw = tableName({ schema: 'raw', name })
  const other = {
    fr: `« ${file.name} » n’a pas les lignes analysées dans Chantier`,
    en: `“${file.name}” has not the rows that were analysed in Chantier`
  }[words]
  return [
    {
      words: [
        read
          ? { fr: `Lignes brutes : ${file.name} (SHA-256 ${file.sha256})`, en: `Raw rows: ${file.name} (SHA-256 ${file.sha256})` }[words] // prettier-ignore
          : { fr: `Lignes brutes, du projet`, en: `Raw rows, from the project` }[words]
      ],
      sql: `CREATE OR REPLACE TABLE ${raw} AS\n${read ?? `SELECT * FROM project.${raw}`}`
    },
    {
      words: [],
      sql: `CREATE OR REPLACE TEMP TABLE proof AS SELECT CASE WHEN count(*) <> ${rows} OR ${digestSql(columns)} <> '${digest}' THEN error(${text(other)}) END AS proof FROM ${raw}`
    }
  ]
}
