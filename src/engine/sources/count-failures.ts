import type { TextReading } from '../../contract'
import { castSql, lostDigitsSql } from '../import'
import type { Project } from '../project'
import { ident, text } from '../sql'
import { FEW_SOUGHT, MANY_SOUGHT, soughtTexts, type Sought } from './sought-texts'

/** Values that a reading cannot hold, or not all digits of: how many, and up to five of them, those that it cannot hold first. */
export interface Failures {
  count: number
  /** Of them, those that it takes with fewer digits than they were written with. */
  rounded: number
  examples: string[]
}

/** A column with how it is to be read; `missing` are texts that mean "no answer", which nobody calls lost. */
export interface ColumnToRead {
  name: string
  reading: TextReading
  missing: readonly string[]
  /** SQL of its text where it is not read as it stands. */
  cell?: string
}

/** Counts, over all rows of a raw table, the texts that readings turn into nothing or into fewer digits; in the order of `columns`. */
export async function countFailures(
  project: Project,
  table: string,
  columns: readonly ColumnToRead[],
  signal?: AbortSignal
): Promise<Failures[]> {
  const results: Failures[] = columns.map(() => ({ count: 0, rounded: 0, examples: [] }))
  const places = columns.flatMap(({ reading }, place) => (reading.kind === 'text' ? [] : [place]))
  const sought = places.flatMap((place) => failedTexts(columns[place]) ?? [])
  const rewritten = columns.flatMap(({ name, cell }) => (cell === undefined ? [] : [`${cell} AS ${ident(name)}`]))
  const replaced = rewritten.length ? ` REPLACE (${rewritten.join(', ')})` : ''
  const from = replaced ? `(SELECT *${replaced} FROM raw.${ident(table)})` : `raw.${ident(table)}`
  if (sought.length <= FEW_SOUGHT) {
    const counts = sought.map(
      (_, at) => `count(f${at}) AS n${at}, ${roundedOf(`f${at}`)} AS r${at}, ${examplesOf(`f${at}`)} AS x${at}`
    )
    const found = sought.map(({ name, text: failed }, at) => `${failed(ident(name))} AS f${at}`)
    const query = `SELECT ${counts.join(', ')} FROM (SELECT ${found.join(', ')} FROM ${from})`
    const [row] = sought.length ? await project.rows<Record<string, number | string[]>>(query, { signal }) : []
    for (const [at, place] of places.entries())
      results[place] = {
        count: Number(row?.[`n${at}`] ?? 0),
        rounded: Number(row?.[`r${at}`] ?? 0),
        examples: unmarked(row?.[`x${at}`] as string[] | undefined)
      }
    return results
  }
  for (let at = 0; at < sought.length; at += MANY_SOUGHT) {
    const failed = soughtTexts(sought.slice(at, at + MANY_SOUGHT), from)
    const rows = await project.rows<{ place: number; n: number; rounded: number; examples: string[] }>(
      `SELECT place, count(*) AS n, ${roundedOf('found')} AS rounded, ${examplesOf('found')} AS examples FROM (${failed}) GROUP BY place`,
      { signal }
    )
    for (const { place, n, rounded, examples } of rows)
      results[places[at + place] ?? -1] = { count: Number(n), rounded: Number(rounded), examples: unmarked(examples) }
  }
  return results
}

/** The texts of a column that its reading does not hold, cut after 80 characters, behind a mark that says whether it takes them rounded. */
function failedTexts(column: ColumnToRead | undefined): Sought[] {
  if (!column) return []
  const { name, reading, missing } = column
  const said = missing.map((word) => text(word.trim())).join(', ')
  return [
    {
      name,
      text: (cell) => {
        const value = `${cell}::VARCHAR`
        const codes = said && ` AND trim(${value}) NOT IN (${said})`
        const [read, lost] = [castSql(reading, `(${value})`), lostDigitsSql(reading, `(${value})`)]
        const failed = `trim(${value}) <> '' AND ((${read}) IS NULL OR ${lost})${codes}`
        return `CASE WHEN ${failed} THEN if((${read}) IS NULL, '${UNREAD}', '${ROUNDED}') || left(${value}, 80) END`
      }
    }
  ]
}

const UNREAD = '0'
const ROUNDED = '1'

function roundedOf(failed: string): string {
  return `count(*) FILTER (${failed} LIKE '${ROUNDED}%')`
}

function unmarked(examples: readonly string[] = []): string[] {
  return examples.map((example) => example.slice(UNREAD.length))
}

function examplesOf(failed: string): string {
  return `coalesce(min(DISTINCT ${failed}, 5), [])`
}
