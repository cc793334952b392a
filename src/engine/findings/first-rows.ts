import type { ColumnInfo, FirstRows, LocalizedText } from '../../contract'
import type { Value } from '../db'
import { inBothLanguages } from '../figure-text'
import type { Project } from '../project'
import { booleanInWords, ident } from '../sql'
import { frenchText, shapeColumns } from '../tables'

const MOST_ROWS = 5
const MOST_COLUMNS = 6
const MOST_CHARACTERS = 80

/** The first rows of a query that passed the gate, as they are read in a report. */
export async function firstRows(project: Project, inner: string, signal?: AbortSignal): Promise<FirstRows> {
  const columns = await shapeColumns(project, inner, signal)
  const shown = columns.slice(0, MOST_COLUMNS)
  // By place: names of the user's columns are none of ours. All else than numbers as the text that DuckDB writes.
  const cells = shown.map(({ name, type }, place) => `${ident(name)}${isNumber(type) ? '' : '::VARCHAR'} AS c${place}`)
  const rows = await project.rows(`SELECT ${cells.join(', ')} FROM (${inner}\n) LIMIT ${MOST_ROWS}`, { signal })
  const [counted] = await project.rows<{ n: number }>(`SELECT count(*) AS n FROM (${inner}\n)`, { signal })
  return {
    columns: shown.map(({ name }) => name),
    moreColumns: columns.length - shown.length,
    numeric: shown.map(({ type }) => isNumber(type)),
    rows: rows.map((row) => shown.map((column, place) => cellWords(row[`c${place}`] ?? null, column))),
    total: counted?.n ?? rows.length
  }
}

function isNumber(type: string): boolean {
  return /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL\(.*\))$/.test(type)
}

function cellWords(value: Value, { type }: ColumnInfo): LocalizedText {
  if (value === null) return { fr: '(manquant)', en: '(missing)' }
  if (typeof value === 'number') return numberWords(value)
  const text = String(value)
  if (type === 'BOOLEAN') return booleanInWords(text === 'true')
  const cut = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text
  return { fr: frenchText(cut, type), en: cut }
}

/** Whole numbers whole, a year as a year; others to the hundredth at least, small ones to six digits. */
function numberWords(value: number): LocalizedText {
  const digits = { maximumFractionDigits: 2, maximumSignificantDigits: 6, roundingPriority: 'morePrecision' } as const
  return inBothLanguages((format) => format(value, { ...digits, useGrouping: 'min2' }))
}
