import type { TextReading } from '../../contract'
import { castSql, isNumber, lostZerosSql, readInPartSql, zeroFirstSql } from '../import'
import type { Project } from '../project'
import { ident, text } from '../sql'
import { FEW_SOUGHT, MANY_SOUGHT, soughtTexts, type Sought } from './sought-texts'

/** Values that a reading cannot hold, or but a part of: how many, and up to five of them, those that it cannot hold first. */
export interface Failures {
  count: number
  /** Of them, those that it takes in part: numbers with fewer digits than were written, days without their time. */
  rounded: number
  examples: string[]
  /** Beside them, texts that are read as numbers without the zeros that they begin with. */
  lostZeros: { count: number; examples: string[] }
}

/** What is known of a column that nothing was counted of. */
export const NO_FAILURES: Failures = { count: 0, rounded: 0, examples: [], lostZeros: { count: 0, examples: [] } }

/** A column with how it is to be read; `missing` are texts that mean "no answer", which nobody calls lost. */
export interface ColumnToRead {
  name: string
  reading: TextReading
  missing: readonly string[]
  /** SQL of its text where it is not read as it stands. */
  cell?: string
}

/** Counts, over all rows of a raw table, the texts that readings turn into nothing, take in part or turn into numbers without their zeros; in the order of `columns`. */
export async function countFailures(
  project: Project,
  table: string,
  columns: readonly ColumnToRead[],
  signal?: AbortSignal
): Promise<Failures[]> {
  const [failed, coded] = [columns.map(newTally), columns.map(newTally)]
  const rewritten = columns.flatMap(({ name, cell }) => (cell === undefined ? [] : [`${cell} AS ${ident(name)}`]))
  const replaced = rewritten.length ? ` REPLACE (${rewritten.join(', ')})` : ''
  const from = replaced ? `(SELECT *${replaced} FROM raw.${ident(table)})` : `raw.${ident(table)}`
  const zeros = await withZeroFirst(project, from, columns, signal)
  let open: Asked[] = columns.flatMap((column, place) => [
    ...(column.reading.kind === 'text' ? [] : [failuresOf(column, failed[place])]),
    ...(zeros.has(place) ? [zerosOf(column, coded[place])] : [])
  ])
  const counts = await foundIn(project, from, open, signal)
  for (const [at, { tally }] of open.entries()) {
    const { n, rounded } = counts[at] ?? NONE
    Object.assign(tally, { count: n, rounded })
  }
  // The lowest texts of a column may all be one and the same: the next ones are then asked for, beyond it.
  for (let found = counts; open.length; found = await foundIn(project, from, open, signal)) {
    open = open.flatMap((one, at) => {
      const lowest = found[at]?.examples ?? []
      const examples = [...new Set([...one.examples, ...lowest])].slice(0, EXAMPLES)
      one.tally.examples = examples.map((example) => example.slice(UNREAD.length))
      const hasMore = lowest.length === EXAMPLES && examples.length < EXAMPLES
      return hasMore ? [{ ...one, examples }] : []
    })
  }
  return columns.map((_, place) => {
    const { count, examples } = coded[place] ?? newTally()
    return { ...(failed[place] ?? newTally()), lostZeros: { count, examples } }
  })
}

const EXAMPLES = 5

/** Values of one kind in a column. */
type Tally = Pick<Failures, 'count' | 'rounded' | 'examples'>

function newTally(): Tally {
  return { count: 0, rounded: 0, examples: [] }
}

/** Values of one kind that are looked for in a column, where they are told, and the marked examples that it has given. */
interface Asked extends Sought {
  tally: Tally
  examples: readonly string[]
}

interface Found {
  n: number
  rounded: number
  /** The lowest of its texts beyond the examples it has given, the same one as often as it stands there. */
  examples: string[]
}

const NONE: Found = { n: 0, rounded: 0, examples: [] }

/** What columns hold beyond the examples they have given, in their order, in a memory that does not grow with the rows. */
async function foundIn(
  project: Project,
  from: string,
  columns: readonly Asked[],
  signal?: AbortSignal
): Promise<Found[]> {
  if (!columns.length) return []
  if (columns.length <= FEW_SOUGHT) {
    const found = columns.map(({ name, text: failed }, at) => `${failed(ident(name))} AS f${at}`)
    const counts = columns.map((column, at) => {
      const beyond = lastOf(column) === null ? '' : ` FILTER (f${at} > ${lastOf(column)})`
      return `count(f${at}) AS n${at}, ${roundedOf(`f${at}`)} AS r${at}, min(f${at}, ${EXAMPLES})${beyond} AS x${at}`
    })
    const query = `SELECT ${counts.join(', ')} FROM (SELECT ${found.join(', ')} FROM ${from})`
    const [row] = await project.rows<Record<string, number | string[] | null>>(query, { signal })
    return columns.map((_, at) => ({
      n: Number(row?.[`n${at}`] ?? 0),
      rounded: Number(row?.[`r${at}`] ?? 0),
      examples: (row?.[`x${at}`] ?? []) as string[]
    }))
  }
  const all: Found[] = columns.map(() => NONE)
  for (let at = 0; at < columns.length; at += MANY_SOUGHT) {
    const some = columns.slice(at, at + MANY_SOUGHT)
    const lasts = some.map((column) => lastOf(column) ?? 'NULL').join(', ')
    const rows = await project.rows<{ place: number; n: number; rounded: number; examples: string[] | null }>(
      `SELECT place, count(*) AS n, ${roundedOf('found')} AS rounded, 
          min(found, ${EXAMPLES}) FILTER (last IS NULL OR found > last) AS examples
        FROM (SELECT *, ([${lasts}]::VARCHAR[])[place + 1] AS last FROM (${soughtTexts(some, from)})) GROUP BY place`,
      { signal }
    )
    for (const { place, n, rounded, examples } of rows)
      all[at + Number(place)] = { n: Number(n), rounded: Number(rounded), examples: examples ?? [] }
  }
  return all
}

/** SQL of the last example of a column. */
function lastOf({ examples }: Asked): string | null {
  const last = examples.at(-1)
  return last === undefined ? null : text(last)
}

/** Columns asked at once which of them have any text that begins with a zero. */
const AT_ONCE = 200

/** Places of the columns read as numbers in which a text begins with a zero before another digit: few have any, and only they are asked more. */
async function withZeroFirst(
  project: Project,
  from: string,
  columns: readonly ColumnToRead[],
  signal?: AbortSignal
): Promise<Set<number>> {
  const numbers = columns.flatMap(({ name, reading }, place) => (isNumber(reading) ? [{ name, place }] : []))
  const found = new Set<number>()
  for (let at = 0; at < numbers.length; at += AT_ONCE) {
    const some = numbers.slice(at, at + AT_ONCE)
    const tests = some.map(({ name, place }) => `bool_or(${zeroFirstSql(`${ident(name)}::VARCHAR`)}) AS z${place}`)
    const [row] = await project.rows<Record<string, boolean | null>>(`SELECT ${tests.join(', ')} FROM ${from}`, {
      signal
    })
    for (const { place } of some) if (row?.[`z${place}`]) found.add(place)
  }
  return found
}

/** The texts of a column that its reading does not hold, cut after 80 characters, behind a mark that says whether it takes them in part. */
function failuresOf({ name, reading, missing }: ColumnToRead, tally = newTally()): Asked {
  const isAnswer = answerSql(missing)
  const text = (cell: string): string => {
    const value = `${cell}::VARCHAR`
    const [read, lost] = [castSql(reading, `(${value})`), readInPartSql(reading, `(${value})`)]
    const failed = `trim(${value}) <> '' AND ((${read}) IS NULL OR ${lost})${isAnswer(value)}`
    return `CASE WHEN ${failed} THEN if((${read}) IS NULL, '${UNREAD}', '${ROUNDED}') || left(${value}, 80) END`
  }
  return { name, tally, examples: [], text }
}

/** The texts of a column that lose the zeros that they begin with, behind a mark too. */
function zerosOf({ name, reading, missing }: ColumnToRead, tally = newTally()): Asked {
  const isAnswer = answerSql(missing)
  const text = (cell: string): string => {
    const value = `${cell}::VARCHAR`
    const coded = `${lostZerosSql(reading, `(${value})`)}${isAnswer(value)}`
    return `CASE WHEN ${coded} THEN '${UNREAD}' || left(${value}, 80) END`
  }
  return { name, tally, examples: [], text }
}

/** SQL that goes on a condition: the text is none of those that mean "no answer". */
function answerSql(missing: readonly string[]): (value: string) => string {
  const said = missing.map((word) => text(word.trim())).join(', ')
  return (value) => said && ` AND trim(${value}) NOT IN (${said})`
}

const UNREAD = '0'
const ROUNDED = '1'

function roundedOf(failed: string): string {
  return `count(*) FILTER (${failed} LIKE '${ROUNDED}%')`
}
