import type { ColumnInfo, ColumnReading, Source } from '../../../contract'
import { castSql, directReadArgs } from '../../import'
import type { Project } from '../../project'
import { ident, tableName, text } from '../../sql'
import type { Chapter } from './chapter'

/**
 * How the original file is read again as it stands: a query of its rows, typed as in the raw table. Null where it was
 * repaired, converted, or came in several deliveries.
 */
export function fileRead({ file, report, deliveries }: Source, columns: readonly ColumnInfo[]): string | null {
  const { dialect, encoding, undecodableBytes, faultCount } = report
  if (file.format !== 'delimited' || file.part.length || !dialect || encoding !== 'utf-8') return null
  if (undecodableBytes || faultCount || dialect.comment !== null || dialect.newline === '\r') return null
  if (dialect.headerRows > 1 || deliveries.length > 1 || (deliveries[0]?.files.length ?? 1) > 1) return null
  if (deliveries[0]?.fileColumn || report.columns.length !== columns.length) return null
  const cells = columns.map((column, place) => cellOf(column, report.columns[place]))
  if (!cells.every((cell) => cell !== null)) return null
  const { delimiter, quote, escape, newline, preambleLines, headerRows } = dialect
  const args = directReadArgs(
    { delimiter, quote: quote ?? '', escape: escape ?? quote ?? '', newline, skip: preambleLines + headerRows },
    columns.map(({ name }) => name)
  )
  return `SELECT ${cells.join(', ')}\nFROM read_csv(${text(file.name)}, ${args})`
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
