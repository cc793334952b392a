import type { ColumnInfo, ExportFormat } from '../../contract'
import { ident, text } from '../sql'

/** What a spreadsheet would run: a first character that begins a formula, wide ones as well, and no number. */
const FORMULA = `'^[=+\\-@\\t\\r＝＋－＠]'`
const NUMBER = `'^[-+]?[0-9][0-9 ]*([.,][0-9]+)?([eE][-+]?[0-9]+)?$'`

/** Each column as the format writes it, under its own name, in order. */
export function exportList(columns: readonly ColumnInfo[], format: ExportFormat, guard: boolean): string {
  return columns
    .map((column) => `${cellSql(column, format, guard)} AS ${ident(guard ? guarded(column.name) : column.name)}`)
    .join(', ')
}

/** Number of texts that are guarded, over all the columns. */
export function guardedCount(columns: readonly ColumnInfo[]): string {
  const counts = columns.filter(isText).map((column) => `count(*) FILTER (WHERE ${isFormula(textOf(column))})`)
  return counts.length ? counts.join(' + ') : '0'
}

/** A text as a spreadsheet takes it for text. */
export function guarded(value: string): string {
  return /^[=+\-@\t\r＝＋－＠]/.test(value) && !/^[-+]?\d[\d ]*([.,]\d+)?(e[-+]?\d+)?$/i.test(value)
    ? `'${value}`
    : value
}

function cellSql(column: ColumnInfo, format: ExportFormat, guard: boolean): string {
  const name = ident(column.name)
  if (format === 'parquet') return name
  if (isText(column)) {
    const value = textOf(column)
    return guard && format !== 'xlsx' ? `CASE WHEN ${isFormula(value)} THEN '''' || ${value} ELSE ${value} END` : value
  }
  if (format === 'xlsx') return workbookSql(name, column.type)
  return format === 'csv_fr' ? frenchSql(name, column.type) : name
}

function workbookSql(name: string, type: string): string {
  if (/^DECIMAL/.test(type)) return `${name}::DOUBLE`
  return /INT|^(FLOAT|DOUBLE|BOOLEAN)/.test(type) && !/INTERVAL/.test(type) ? name : `${name}::VARCHAR`
}

function frenchSql(name: string, type: string): string {
  if (/^(DECIMAL\(\d+,\d+\)|FLOAT|DOUBLE)$/.test(type)) return `replace(${name}::VARCHAR, '.', ',')`
  if (type === 'BOOLEAN') return `CASE WHEN ${name} THEN 'VRAI' WHEN NOT ${name} THEN 'FAUX' END`
  const day = `strftime(${name}, '%d/%m/%Y')`
  if (type === 'DATE') return whereOurs(name, day)
  // The time keeps its fraction, which no format of strftime writes only where there is one.
  if (type === 'TIMESTAMP') return whereOurs(name, `${day} || ' ' || ${name}::TIME::VARCHAR`)
  return name
}

/** Days of our era; those before it have no form with the day first that is read back. */
function whereOurs(name: string, sql: string): string {
  return `CASE WHEN isfinite(${name}) AND ${name} >= DATE '0001-01-01' THEN ${sql} ELSE ${name}::VARCHAR END`
}

function isText({ type }: ColumnInfo): boolean {
  return !/^(DECIMAL\b|U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|BOOLEAN|DATE|TIME|TIMESTAMP\b.*|TIMESTAMP_\w+|INTERVAL|UUID)(\(.*\))?$/.test(
    type
  )
}

function textOf({ name, type }: ColumnInfo): string {
  return type === 'VARCHAR' ? ident(name) : `${ident(name)}::VARCHAR`
}

function isFormula(value: string): string {
  return `coalesce(regexp_matches(${value}, ${FORMULA}) AND NOT regexp_matches(${value}, ${NUMBER}), false)`
}

/** Options of COPY. */
export function copyOptions(format: Exclude<ExportFormat, 'xlsx'>): string {
  if (format === 'parquet') return 'FORMAT parquet, COMPRESSION zstd'
  return `FORMAT csv, HEADER, DELIMITER ${text(format === 'csv_fr' ? ';' : ',')}`
}
