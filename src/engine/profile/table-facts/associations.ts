import { setImmediate } from 'node:timers/promises'
import type { Association, Associations, ColumnProfile } from '../../../contract'
import type { Connection } from '../../db'
import { throwIfCancelled } from '../../errors'
import type { ProfiledTable as Table } from '../filtered'
import type { Drawn } from '../sampling'
import { matrixSql } from './association-sql'
import { categoriesOf, correlationRatio, cramersV, type Categories } from './category-pairs'
import { compareNumbers, numbersOf, type Numbers } from './number-pairs'
import { rolesOf, type Role } from './roles'

export interface FactsWork {
  connection: Connection
  table: Table
  /** The rows that associations are computed on, for `FROM`. */
  drawn: Drawn
  columns: readonly ColumnProfile[]
  /** Told after each part, with the share done from 0 to 1. */
  onShare: (share: number) => void
  signal?: AbortSignal
}

/**
 * Every pair of comparable columns. Each column is read once, numbers as they are and categories as codes; pairs are then counted in memory, which
 * needs no sort a pair. `categoriesSql` and its neighbours say the same in SQL: they stand behind each figure.
 */
export async function findAssociations(work: FactsWork): Promise<Associations> {
  const { connection, drawn, columns, onShare, signal } = work
  const { roles, leftOut } = rolesOf(columns)
  const described = roles.map(({ column, role }) => ({ name: column.name, role }))
  const nothing = { sampled: drawn.sampled, columns: described, pairs: [], leftOut }
  if (roles.length < 2) return nothing
  const matrix = await connection.doubles(matrixSql(drawn.sql, roles), { signal })
  const compared: Compared[] = []
  for (const [place, role] of roles.entries()) {
    compared.push(comparedOf(role, matrix[place] ?? new Float64Array()))
    await setImmediate()
    throwIfCancelled(signal)
  }
  const pairs: Association[] = []
  for (const [place, left] of compared.entries()) {
    pairs.push(...compared.slice(place + 1).map((right) => associationOf(left, right)))
    // Other calls are answered meanwhile.
    await setImmediate()
    throwIfCancelled(signal)
    onShare((place + 1) / compared.length)
  }
  return { ...nothing, pairs: pairs.sort((a, b) => (b.strength ?? -1) - (a.strength ?? -1) || b.n - a.n) }
}

type Compared = { name: string } & ({ role: 'number'; numbers: Numbers } | { role: 'category'; categories: Categories })

function comparedOf({ column: { name }, role }: Role, values: Float64Array): Compared {
  return role === 'number'
    ? { name, role, numbers: numbersOf(values) }
    : { name, role, categories: categoriesOf(values) }
}

function associationOf(left: Compared, right: Compared): Association {
  if (left.role === 'number' && right.role === 'number') {
    const { n, pearson, spearman } = compareNumbers(left.numbers, right.numbers)
    const strength = pearson === null ? null : Math.max(Math.abs(pearson), Math.abs(spearman ?? 0))
    return { left: left.name, right: right.name, measure: 'pearson', value: pearson, spearman, strength, n }
  }
  if (left.role === 'category' && right.role === 'category') {
    const { n, value } = cramersV(left.categories, right.categories)
    return { left: left.name, right: right.name, measure: 'cramers_v', value, spearman: null, strength: value, n }
  }
  const [category, number] = left.role === 'category' ? [left, right] : [right, left]
  if (category.role !== 'category' || number.role !== 'number') throw new Error('neither numbers nor categories')
  const { n, groups, value } = correlationRatio(category.categories, number.numbers.values)
  const strength = value === null ? null : epsilon(value, n, groups)
  return { left: category.name, right: number.name, measure: 'correlation_ratio', value, spearman: null, strength, n }
}

/** Eta corrected for the number of groups (Kelley, "An unbiased correlation ratio measure", PNAS, 1935); 0 where nothing is left. */
export function epsilon(eta: number, n: number, groups: number): number {
  if (n <= groups) return 0
  return Math.sqrt(Math.max(0, 1 - ((n - 1) / (n - groups)) * (1 - eta * eta)))
}
