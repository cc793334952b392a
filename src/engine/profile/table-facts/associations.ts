import type { Association, Associations, ColumnProfile } from '../../../contract'
import type { Connection } from '../../db'
import { throwIfCancelled } from '../../errors'
import type { Table } from '../../tables'
import { drawRows } from '../sampling'
import { categoriesSql, numbersSql, pearsonTerms, ranksSql, ratiosSql } from './association-sql'
import { rolesOf, type Role } from './roles'

/** Rows that associations are computed on: the error of a correlation is then about 0.003. */
export const ASSOCIATION_ROWS = 100_000
const MATRIX = 'profile_matrix'
const RANKS = 'profile_ranks'
/** Pairs of numbers in one query. */
const BATCH = 100

export interface FactsWork {
  connection: Connection
  table: Table
  columns: readonly ColumnProfile[]
  /** Told after each part, with the share done from 0 to 1. */
  onShare: (share: number) => void
  signal?: AbortSignal
}

/**
 * Every pair of comparable columns: numbers together in a few passes, categories against all numbers in one pass each, categories pair by
 * pair. The rows are drawn once into a narrow temporary table.
 */
export async function findAssociations(work: FactsWork): Promise<Associations> {
  const { connection, table, columns, signal } = work
  const { roles, leftOut } = rolesOf(columns)
  const drawn = drawRows(table, ASSOCIATION_ROWS)
  const described = roles.map(({ column, role }) => ({ name: column.name, role }))
  if (roles.length < 2) return { sampled: drawn.sampled, columns: described, pairs: [], leftOut }
  try {
    const terms = roles.map(({ sql }, place) => `${sql} AS x${place}`)
    await connection.run(`CREATE OR REPLACE TEMP TABLE ${MATRIX} AS SELECT ${terms.join(', ')} FROM ${drawn.sql}`, {
      signal
    })
    const numbers = placed(roles, 'number')
    const categories = placed(roles, 'category')
    const pairs = [
      ...(await numberPairs(work, numbers)),
      ...(await ratioPairs(work, categories, numbers)),
      ...(await categoryPairs(work, categories))
    ]
    pairs.sort((a, b) => (b.strength ?? -1) - (a.strength ?? -1) || b.n - a.n)
    return { sampled: drawn.sampled, columns: described, pairs, leftOut }
  } finally {
    await connection.run(`DROP TABLE IF EXISTS ${MATRIX}`)
    await connection.run(`DROP TABLE IF EXISTS ${RANKS}`)
  }
}

interface Placed extends Role {
  /** The column of the temporary table. */
  x: string
}

function placed(roles: readonly Role[], role: Role['role']): Placed[] {
  return roles.map((one, place) => ({ ...one, x: `x${place}` })).filter((one) => one.role === role)
}

type Figures = Record<string, number | null>

async function numberPairs(
  { connection, onShare, signal }: FactsWork,
  numbers: readonly Placed[]
): Promise<Association[]> {
  const pairs = pairsOf(numbers)
  if (!pairs.length) return []
  const columns = numbers.map(({ x }) => x)
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${RANKS} AS ${ranksSql(MATRIX, columns)}`, { signal })
  const [counts = {}] = await connection.rows<Figures>(
    `SELECT ${columns.map((x) => `count(${x}) AS ${x}`).join(', ')} FROM ${MATRIX}`,
    { signal }
  )
  const found: Association[] = []
  for (let first = 0; first < pairs.length; first += BATCH) {
    const batch = pairs.slice(first, first + BATCH)
    const terms = batch.map(([left, right], place) => pearsonTerms(left.x, right.x, place)).join(', ')
    const [values = {}] = await connection.rows<Figures>(`SELECT ${terms} FROM ${MATRIX}`, { signal })
    const [ranks = {}] = await connection.rows<Figures>(`SELECT ${terms} FROM ${RANKS}`, { signal })
    for (const [place, [left, right]] of batch.entries()) {
      const n = values[`n${place}`] ?? 0
      // Where gaps differ, ranks are those among the rows where both have a value.
      const alike = n === counts[left.x] && n === counts[right.x]
      const spearman = alike ? finite(ranks[`r${place}`]) : await rankedApart(connection, left, right, signal)
      const value = finite(values[`r${place}`])
      const strength = value === null ? null : Math.max(Math.abs(value), Math.abs(spearman ?? 0))
      found.push({ ...names(left, right), measure: 'pearson', value, spearman, strength, n })
    }
    onShare((0.7 * (first + batch.length)) / pairs.length)
  }
  return found
}

async function rankedApart(
  connection: Connection,
  left: Placed,
  right: Placed,
  signal?: AbortSignal
): Promise<number | null> {
  const [row] = await connection.rows<Figures>(numbersSql({ from: MATRIX, left: left.x, right: right.x }), { signal })
  return finite(row?.spearman)
}

async function ratioPairs(
  { connection, signal }: FactsWork,
  categories: readonly Placed[],
  numbers: readonly Placed[]
): Promise<Association[]> {
  const found: Association[] = []
  if (!numbers.length) return found
  for (const category of categories) {
    throwIfCancelled(signal)
    const sql = ratiosSql(
      MATRIX,
      category.x,
      numbers.map(({ x }) => x)
    )
    const [row = {}] = await connection.rows<Figures>(sql, { signal })
    for (const [place, number] of numbers.entries()) {
      const n = row[`n${place}`] ?? 0
      const value = finite(row[`value${place}`])
      const strength = value === null ? null : epsilon(value, n, row[`groups${place}`] ?? 0)
      found.push({ ...names(category, number), measure: 'correlation_ratio', value, spearman: null, strength, n })
    }
  }
  return found
}

/** Eta corrected for the number of groups (Kelley, "An unbiased correlation ratio measure", PNAS, 1935); 0 where nothing is left. */
export function epsilon(eta: number, n: number, groups: number): number {
  if (n <= groups) return 0
  return Math.sqrt(Math.max(0, 1 - ((n - 1) / (n - groups)) * (1 - eta * eta)))
}

async function categoryPairs(
  { connection, onShare, signal }: FactsWork,
  categories: readonly Placed[]
): Promise<Association[]> {
  const found: Association[] = []
  const pairs = pairsOf(categories)
  for (const [place, [left, right]] of pairs.entries()) {
    const sql = categoriesSql({ from: MATRIX, left: left.x, right: right.x })
    const [row] = await connection.rows<Figures>(sql, { signal })
    const value = finite(row?.value)
    found.push({
      ...names(left, right),
      measure: 'cramers_v',
      value,
      spearman: null,
      strength: value,
      n: row?.n ?? 0
    })
    onShare(0.7 + (0.3 * (place + 1)) / pairs.length)
  }
  return found
}

function pairsOf<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((left, place) => items.slice(place + 1).map((right): [T, T] => [left, right]))
}

function names(left: Placed, right: Placed): { left: string; right: string } {
  return { left: left.column.name, right: right.column.name }
}

function finite(value: number | null | undefined): number | null {
  return value != null && Number.isFinite(value) ? value : null
}
