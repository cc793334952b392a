import type { Project } from '../project'
import { ident } from '../sql'
import { isChance, isNearlyUnique, keyLikelihood, type KeyLikelihood, type KeyLook } from './key-likelihood'

/** A table to look for a key in; `columns` give, for each candidate name, the SQL of its value as text or as it is. */
export interface KeyedTable {
  table: string
  /** How many rows are looked at. */
  rows: number
  /** Rows that are left out, by rowid. */
  without?: readonly number[]
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
 * there are none. Exact: what the estimate lets through is counted; of those unique perhaps by chance, only until there is one.
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
    const rank = Math.max(...likelihoods.map((each) => RANK.indexOf(each)))
    return [{ name, look, share, rank, isUnique: sides.every(isNearlyUnique) }]
  })
  let chance: RowKey | null = null
  for (const { name, look } of columns.filter(({ isUnique }) => isUnique).sort((a, b) => a.rank - b.rank)) {
    const byChance = isChance([look])
    if ((byChance && chance) || !(await isKey(project, [name], tables, signal))) continue
    if (!byChance) return { columns: [name], byChance }
    chance = { columns: [name], byChance }
  }
  // With one that is unique perhaps by chance, the others like it are not counted: a pair would be a key for holding one.
  const isOut = ({ look, isUnique }: (typeof columns)[number]): boolean =>
    chance !== null && isUnique && isChance([look])
  const rich = columns
    .filter((column) => column.share > 0.01 && !isOut(column))
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST_PAIRED)
  const pairs = rich
    .flatMap((one, at) => rich.slice(at + 1).map((other) => [one, other] as const))
    .map(([one, other]) => ({
      names: names.filter((name) => name === one.name || name === other.name),
      rank: one.rank + other.rank,
      byChance: isChance([one.look, other.look]),
      areNumbers: isNumber(one.look) && isNumber(other.look)
    }))
    .filter(({ byChance, areNumbers }) => !byChance || !(chance || areNumbers))
    .sort((a, b) => a.rank - b.rank)
  for (const { names: pair, byChance } of await likelyKeys(project, pairs, tables, signal)) {
    if ((byChance && chance) || !(await isKey(project, pair, tables, signal))) continue
    if (!byChance) return { columns: pair, byChance }
    chance = { columns: pair, byChance }
  }
  return chance
}

const RANK: readonly KeyLikelihood[] = ['identifier', 'code', 'open', 'measure']

function isNumber({ whole }: KeyLook): boolean {
  return whole > 0.5
}

/** About how many values of its own each column has (none where one is missing), and the shape of some of them. */
async function looksAt(
  project: Project,
  names: readonly string[],
  keyed: KeyedTable,
  signal?: AbortSignal
): Promise<KeyLook[]> {
  const { rows, value } = keyed
  const from = rowsOf(keyed)
  const counts = names.flatMap((name, place) => {
    const number = `try_cast(CAST(${value(name)} AS VARCHAR) AS BIGINT)`
    return [
      `CASE WHEN count(${value(name)}) = count(*) THEN approx_count_distinct(${value(name)}) ELSE 0 END AS c${place}`,
      `min(${number})::DOUBLE AS low${place}`,
      `max(${number})::DOUBLE AS high${place}`
    ]
  })
  const shapes = names.flatMap((_, place) => [
    `avg(regexp_full_match(v${place}, '[+-]?[0-9 ]*[.,][0-9]*[1-9][0-9]*')::INTEGER) AS decimal${place}`,
    `avg(regexp_full_match(v${place}, '[+-]?[0-9 ]*[.,]00+')::INTEGER) AS padded${place}`,
    `avg(regexp_full_match(v${place}, '[+-]?[0-9]+([.,]0)?')::INTEGER) AS whole${place}`,
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
      padded: shape[`padded${place}`] ?? 0,
      whole: shape[`whole${place}`] ?? 0,
      code: shape[`code${place}`] ?? 0
    }
  })
}

type Row = Record<string, number | null>

/** Those of some sets of columns that an estimate, made in one pass over each table, does not rule out as keys. */
async function likelyKeys<T extends { names: readonly string[] }>(
  project: Project,
  sets: readonly T[],
  tables: readonly KeyedTable[],
  signal?: AbortSignal
): Promise<T[]> {
  let left = [...sets]
  for (const keyed of tables) {
    const { rows, value } = keyed
    if (!left.length) break
    const asked = left.map(({ names }, at) => `approx_count_distinct(hash(${names.map(value).join(', ')})) AS c${at}`)
    const [row] = await project.rows<Row>(`SELECT ${asked.join(', ')} FROM ${rowsOf(keyed)}`, { signal })
    left = left.filter((_, at) => isNearlyUnique({ distinct: row?.[`c${at}`] ?? 0, rows }))
  }
  return left
}

/** Whether columns are never missing in both tables and tell all their rows apart: counted. */
export async function isKey(
  project: Project,
  names: readonly string[],
  tables: readonly KeyedTable[],
  signal?: AbortSignal
): Promise<boolean> {
  for (const keyed of tables) {
    const { rows, value } = keyed
    const present = names.map((name) => `${value(name)} IS NOT NULL`).join(' AND ')
    const [row] = await project.rows<{ n: number }>(
      `SELECT count(*) AS n FROM (SELECT DISTINCT ${names.map(value).join(', ')} FROM ${rowsOf(keyed)} WHERE ${present})`,
      { signal }
    )
    if (row?.n !== rows) return false
  }
  return true
}

function rowsOf({ table, without = [] }: KeyedTable): string {
  const from = `raw.${ident(table)}`
  return without.length ? `(SELECT * FROM ${from} WHERE rowid NOT IN (${without.join(', ')}))` : from
}
