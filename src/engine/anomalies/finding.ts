import { createHash } from 'node:crypto'
import type { Anomaly, ColumnProfile, LocalizedText } from '../../contract'
import { booleanInWords } from '../sql'
import type { Table } from '../tables'

/** What a detector says of one anomaly; the queries, counts and identity follow from it. */
export interface Statement {
  kind: Anomaly['kind']
  detector: string
  /** Cells where it is not said. */
  place?: Anomaly['place']
  /** Tells apart several findings of one detector on the same columns. */
  aspect?: string
  /** Columns at fault; their cells are the anomaly's cells. All columns where empty. */
  columns: string[]
  /** Columns that these are held against; those at fault may be among them. */
  beside?: readonly string[]
  /** Predicate that picks exactly the offending rows; may use `rowid` and the columns. */
  where: string
  rows: number
  severity: Anomaly['severity']
  confidence: number
  dimension: Anomaly['dimension']
  message: LocalizedText
  explanation: LocalizedText
  proposal?: Anomaly['proposal']
  matter?: Anomaly['matter']
  /** Query of the rows, where it shows more than the table's columns; must return exactly the rows of `where`. */
  rowsSql?: string
  /** Order of the rows, where it makes them readable. */
  orderBy?: string
}

/** Writes an anomaly with its queries: rows, cells and count. */
export function finding(table: Table, statement: Statement): Anomaly {
  const {
    kind,
    detector,
    columns,
    beside = [],
    place = columns.length ? 'cells' : 'rows',
    aspect,
    where,
    rows,
    severity,
    confidence,
    dimension,
    message,
    explanation,
    proposal,
    matter,
    rowsSql,
    orderBy
  } = statement
  const sql = rowsSql ?? `SELECT rowid, *\nFROM ${table.sql}\nWHERE ${where}${orderBy ? `\nORDER BY ${orderBy}` : ''}`
  const wrong = place === 'cells' || place === 'rows'
  const places = table.columns.flatMap(({ name }, at) =>
    wrong && (!columns.length || columns.includes(name)) ? [at] : []
  )
  const others = [...new Set(beside)].filter((name) => !columns.includes(name))
  return {
    id: keyOf(table.ref.name, kind, detector, columns, aspect),
    kind,
    detector,
    // The search that it is made by signs it: see `signed`.
    search: detector,
    place,
    table: table.ref,
    columns,
    ...(others.length && { beside: others }),
    rows,
    cells: rows * places.length,
    severity,
    confidence: Math.round(Math.min(0.99, confidence) * 100) / 100,
    dimension,
    sql,
    cellsSql: `SELECT rowid AS "row", unnest([${places.join(', ')}]::INTEGER[]) AS "col"\nFROM ${table.sql}\nWHERE ${where}`,
    message,
    explanation,
    ...(matter && { matter }),
    evidence: {
      title: message,
      definition: explanation,
      n: table.rows,
      filter: { fr: 'Toutes les lignes', en: 'All rows' },
      sql: `SELECT count(*) FILTER (${where}) AS value, count(*) AS n\nFROM ${table.sql}`,
      rowsSql: sql,
      table: table.ref,
      columns
    },
    proposal: proposal ?? null
  }
}

/** Findings as they come, signed by the search that makes them. */
export async function* signed(search: string, findings: AsyncIterable<Anomaly>): AsyncGenerator<Anomaly, void> {
  for await (const one of findings) yield { ...one, search }
}

/** The same for the raw rows of a table and for those of its recipe, whatever the order of the columns. */
function keyOf(
  table: string,
  ...[kind, detector, columns, aspect]: [string, string, readonly string[], string?]
): string {
  const parts = [table, kind, detector, [...columns].sort(), ...(aspect ? [aspect] : [])]
  return createHash('sha256').update(JSON.stringify(parts).normalize('NFC')).digest('hex').slice(0, 16)
}

/** Counts the rows that a predicate picks. */
export function countSql(table: Table, where: string): string {
  return `SELECT count(*) AS n FROM ${table.sql} WHERE ${where}`
}

/** A column's name as it stands in a sentence of each language. */
export function named(column: string): LocalizedText {
  return { fr: `« ${column} »`, en: `“${column}”` }
}

/** Columns that a sentence names; of more it tells how many. */
const MOST_NAMED = 3

/** Columns' names as they stand in a sentence: the first ones, and how many others. */
export function namedColumns(columns: readonly string[]): LocalizedText {
  const shown = columns.slice(0, MOST_NAMED).map(named)
  const more = columns.length - shown.length
  return {
    fr: `${shown.map(({ fr }) => fr).join(', ')}${more ? ` et ${more} ${more < 2 ? 'autre' : 'autres'}` : ''}`,
    en: `${shown.map(({ en }) => en).join(', ')}${more ? ` and ${more} more` : ''}`
  }
}

/** A value of a column, as the database writes it, as it stands in a sentence: yes and no in words, numbers and days as they are written. */
export function valueInWords({ family, semantic }: ColumnProfile, value: string): LocalizedText {
  if (family === 'boolean' && /^(true|false)$/i.test(value)) return booleanInWords(value.toLowerCase() === 'true')
  const isCounted = !['identifier', 'year', 'postcode', 'phone'].includes(semantic.kind)
  if (family === 'number') return { fr: numberWritten(value, 'fr-FR', isCounted), en: numberWritten(value, 'en-GB', isCounted) } // prettier-ignore
  if (family === 'date') return { fr: value.replace(/^(\d{4})-(\d{2})-(\d{2})( 00:00:00)?/, '$3/$2/$1'), en: value.replace(/ 00:00:00$/, '') } // prettier-ignore
  return { fr: value.trim(), en: value.trim() }
}

/** A number as text, all its digits kept but zeros that say nothing; other texts as they are. */
function numberWritten(value: string, language: string, grouped: boolean): string {
  const [all, sign, whole, decimals = ''] = /^(-?)(\d+)(?:\.(\d*?)0*)?$/.exec(value) ?? []
  if (all === undefined || whole === undefined) return value
  const written = BigInt(whole).toLocaleString(language, { useGrouping: grouped })
  return `${sign ? '−' : ''}${written}${decimals ? (language === 'fr-FR' ? ',' : '.') + decimals : ''}`
}

/** Values of a column as they stand in a sentence, each in the marks of its language; no more than `most` of them. */
export function quotedValues(column: ColumnProfile, values: readonly string[], most: number): LocalizedText {
  const shown = values.slice(0, most).map((value) => valueInWords(column, value))
  const more = values.length > most ? '…' : ''
  return {
    fr: shown.map(({ fr }) => `« ${fr} »`).join(', ') + more,
    en: shown.map(({ en }) => `“${en}”`).join(', ') + more
  }
}

/** A count with its noun, French and English; nouns are given singular and plural. */
export function counted(n: number, fr: [string, string], en: [string, string]): LocalizedText {
  return {
    fr: `${n.toLocaleString('fr-FR')} ${n < 2 ? fr[0] : fr[1]}`,
    en: `${n.toLocaleString('en-GB')} ${n === 1 ? en[0] : en[1]}`
  }
}

/** A count of rows in words. */
export function rowsInWords(n: number): LocalizedText {
  return counted(n, ['ligne', 'lignes'], ['row', 'rows'])
}

/** A share in words, never rounded to a false 0 or 100 %. */
export function shareInWords(part: number, whole: number): LocalizedText {
  const share = (100 * part) / whole
  const digits = share < 1 || share > 99 ? 2 : 1
  // Nearly all is not all.
  const told = part < whole ? Math.min(share, 99.99) : share
  const write = (language: string): string => told.toLocaleString(language, { maximumFractionDigits: digits })
  if (share > 0 && share < 0.01) return { fr: 'moins de 0,01 %', en: 'less than 0.01%' }
  return { fr: `${write('fr-FR')} %`, en: `${write('en-GB')}%` }
}
