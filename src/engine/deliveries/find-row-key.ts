import type { Project } from '../project'
import { ident } from '../sql'
import { isChance, keyLikelihood, type KeyLikelihood, type KeyLook } from './key-likelihood'

/** A table to look for a key in; `columns` give, for each candidate name, the SQL of its value as text or as it is. */
export interface KeyedTable {
  table: string
  rows: number
  /** SQL of a column's value by the common name. */
  value: (name: string) => string
}

/** Columns that tell rows apart; `byChance` where nothing else says that they are there to identify. */
export interface RowKey {
  columns: string[]
  byChance: boolean
}

const MOST_PAIRED = 6
const SAMPLE = 2_000

/**
 * The fewest columns that tell the rows of both tables apart (one, else two), never missing in either: likely identifiers
 * before what may be unique by chance, and no measures, which would take each corrected amount for another row. Null where
 * there are none. Exact: what the estimate lets through is counted.
 */
export async function findRowKey(
  project: Project,
  names: readonly string[],
  tables: readonly [KeyedTable, KeyedTable],
  signal?: AbortSignal
): Promise<RowKey | null> {
  if (tables.some(({ rows }) => rows === 0) || !names.length) return null
  const looks = await Promise.all(tables.map((table) => looksAt(project, names, table, signal)))
  const columns = names.flatMap((name, place) => {
    const sides = looks.flatMap((side) => side[place] ?? [])
    const [look] = sides
    const likelihoods = sides.map(keyLikelihood)
    if (!look || likelihoods.includes('measure')) return []
    const share = Math.min(...sides.map(({ distinct, rows }) => Math.min(1, distinct / rows)))
    return [{ name, look, share, rank: Math.max(...likelihoods.map((each) => RANK.indexOf(each))) }]
  })
  const singles = columns.filter(({ share }) => share > 0.7).sort((a, b) => a.rank - b.rank)
  const chances: RowKey[] = []
  for (const { name, look } of singles) {
    if (!(await isKey(project, [name], tables, signal))) continue
    if (!isChance([look])) return { columns: [name], byChance: false }
    chances.push({ columns: [name], byChance: true })
  }
  const rich = columns.sort((a, b) => b.share - a.share).slice(0, MOST_PAIRED)
  const pairs = rich
    .flatMap((one, at) => rich.slice(at + 1).map((other) => [one, other] as const))
    .filter(
      ([one, other]) =>
        one.share > 0.01 && !chances.some((key) => [one.name, other.name].includes(key.columns[0] ?? ''))
    ) // prettier-ignore
    .sort(([a, b], [c, d]) => a.rank + b.rank - c.rank - d.rank)
  for (const [one, other] of pairs) {
    const byChance = isChance([one.look, other.look])
    if (byChance && (chances.length || (isNumber(one.look) && isNumber(other.look)))) continue
    const pair = names.filter((name) => name === one.name || name === other.name)
    if (!(await isKey(project, pair, tables, signal))) continue
    if (!byChance) return { columns: pair, byChance }
    chances.push({ columns: pair, byChance })
  }
  return chances[0] ?? null
}

const RANK: readonly KeyLikelihood[] = ['identifier', 'code', 'open', 'measure']

function isNumber({ whole }: KeyLook): boolean {
  return whole > 0.5
}

/** About how many values of its own each column has (none where one is missing), and the shape of some of them. */
async function looksAt(
  project: Project,
  names: readonly string[],
  { table, rows, value }: KeyedTable,
  signal?: AbortSignal
): Promise<KeyLook[]> {
  const from = `raw.${ident(table)}`
  const counts = names.flatMap((name, place) => {
    const number = `try_cast(CAST(${value(name)} AS VARCHAR) AS BIGINT)`
    return [
      `CASE WHEN count(${value(name)}) = count(*) THEN approx_count_distinct(${value(name)}) ELSE 0 END AS c${place}`,
      `min(${number})::DOUBLE AS low${place}`,
      `max(${number})::DOUBLE AS high${place}`
    ]
  })
  const shapes = names.flatMap((_, place) => [
    `avg(regexp_full_match(v${place}, '[+-]?[0-9 ]*[.,][0-9]+')::INTEGER) AS decimal${place}`,
    `avg(regexp_full_match(v${place}, '[+-]?[0-9]+')::INTEGER) AS whole${place}`,
    `avg((regexp_full_match(v${place}, '\\S+') AND regexp_matches(v${place}, '[0-9]') AND regexp_matches(v${place}, '\\p{L}'))::INTEGER) AS code${place}`
  ])
  const texts = names.map((name, place) => `CAST(${value(name)} AS VARCHAR) AS v${place}`)
  const [count = {}] = await project.rows<Row>(`SELECT ${counts.join(', ')} FROM ${from}`, { signal })
  const [shape = {}] = await project.rows<Row>(
    `SELECT ${shapes.join(', ')} FROM (SELECT ${texts.join(', ')} FROM ${from} LIMIT ${SAMPLE})`,
    { signal }
  )
  return names.map((name, place) => {
    const [low, high] = [count[`low${place}`] ?? null, count[`high${place}`] ?? null]
    return {
      name,
      rows,
      distinct: count[`c${place}`] ?? 0,
      span: low === null || high === null ? null : [low, high],
      decimal: shape[`decimal${place}`] ?? 0,
      whole: shape[`whole${place}`] ?? 0,
      code: shape[`code${place}`] ?? 0
    }
  })
}

type Row = Record<string, number | null>

async function isKey(
  project: Project,
  names: readonly string[],
  tables: readonly KeyedTable[],
  signal?: AbortSignal
): Promise<boolean> {
  for (const { table, rows, value } of tables) {
    const present = names.map((name) => `${value(name)} IS NOT NULL`).join(' AND ')
    const [row] = await project.rows<{ n: number }>(
      `SELECT count(*) AS n FROM (SELECT DISTINCT ${names.map(value).join(', ')} FROM raw.${ident(table)} WHERE ${present})`,
      { signal }
    )
    if (row?.n !== rows) return false
  }
  return true
}
