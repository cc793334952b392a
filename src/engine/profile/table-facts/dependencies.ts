import { setImmediate } from 'node:timers/promises'
import type { ColumnProfile, Dependencies, Dependency, LeftOut } from '../../../contract'
import { throwIfCancelled } from '../../errors'
import { drawRows } from '../sampling'
import type { FactsWork } from './associations'
import { clusterSql, codesSql, dependencySql } from './dependency-sql'
import { coded, holds, screenOne, screenPairs, type Candidate, type Codes } from './screen'

/** Rows that dependencies are screened on. */
const SCREENED_ROWS = 20_000
const MOST_COLUMNS = 40
/** Columns that are tried two by two. */
const MOST_PAIRED = 16
/** Columns of more values are screened on all rows of some of their values: few of these would come twice among rows drawn at random. */
const FEW_VALUES = 1_000
/** Most dependencies that are counted over all rows. */
const MOST_COUNTED = 60
/** How much worse than asked a dependency may be on a sample and still be counted. */
const SLACK = 1.5

/**
 * Approximate functional dependencies of single columns and of pairs: screened on a sample, then counted over all rows. Determinants that hardly
 * repeat determine everything and are not tried. Pairs are left out where only what follows from one column is asked.
 */
export async function findDependencies(work: FactsWork, { paired = true } = {}): Promise<Dependencies> {
  const { connection, table, onShare, signal } = work
  const { taken, leftOut } = eligible(work.columns)
  const drawn = drawRows(table, SCREENED_ROWS)
  const slack = drawn.sampled ? SLACK : 1
  const codes = await readCodes(work, drawn.sql, taken)
  const places = taken.map((_, place) => place)
  const singles: Candidate[] = []
  for (const [place, column] of taken.entries()) {
    throwIfCancelled(signal)
    const present = column.rows - column.missing
    if (present - column.distinct < 2) continue
    const others = places.filter((other) => other !== place)
    const clustered = drawn.sampled !== null && column.distinct > FEW_VALUES
    const every = Math.max(1, Math.floor(present / SCREENED_ROWS))
    const own = clustered ? await readCodes(work, clusterSql(table.sql, column, every), taken) : codes
    await setImmediate()
    singles.push(...screenOne(own, place, others, slack))
    onShare((0.5 * (place + 1)) / taken.length)
  }
  const among = !paired ? [] : places.filter((place) => (taken[place]?.distinct ?? 0) <= FEW_VALUES).slice(0, MOST_PAIRED)
  const pairs = await screenPairs(codes, among, places, singles, slack)
  const candidates = [...bySaving(singles), ...bySaving(pairs)]
  const found: Dependency[] = []
  for (const [place, { determinant, dependent }] of candidates.slice(0, MOST_COUNTED).entries()) {
    const xs = determinant.flatMap((one) => taken[one] ?? [])
    const y = taken[dependent]
    if (!y) continue
    const [row] = await connection.rows<Counted>(dependencySql(table.sql, xs, y), { signal })
    if (row && holds(row, row.commonest ?? 1) !== null) found.push(asDependency(xs, y, row))
    onShare(0.5 + (0.5 * (place + 1)) / Math.min(MOST_COUNTED, candidates.length))
  }
  return {
    screened: drawn.sampled,
    found: found.sort((a, b) => a.determinant.length - b.determinant.length || a.g3 - b.g3 || b.repeated - a.repeated),
    paired: among.flatMap((place) => taken[place]?.name ?? []),
    uncounted: Math.max(0, candidates.length - MOST_COUNTED),
    leftOut
  }
}

type Counted = { n: number; repeated: number; violations: number; commonest: number | null }

function asDependency(xs: readonly ColumnProfile[], y: ColumnProfile, counted: Counted): Dependency {
  const { n, repeated, violations } = counted
  return { determinant: xs.map(({ name }) => name), dependent: y.name, n, repeated, violations, g3: violations / n }
}

function bySaving(candidates: readonly Candidate[]): Candidate[] {
  return candidates.toSorted((a, b) => b.saved - a.saved)
}

function eligible(columns: readonly ColumnProfile[]): { taken: ColumnProfile[]; leftOut: LeftOut[] } {
  const taken: ColumnProfile[] = []
  const leftOut: LeftOut[] = []
  for (const column of columns) {
    const { name } = column
    if (column.distinct < 2)
      leftOut.push({ name, reason: { fr: 'une seule valeur, ou aucune', en: 'a single value, or none' } })
    else if (['nested', 'binary', 'other'].includes(column.family))
      leftOut.push({ name, reason: { fr: 'type qui ne se compare pas', en: 'type that cannot be compared' } })
    else if (column.semantic.kind === 'free_text')
      leftOut.push({ name, reason: { fr: 'texte libre', en: 'free text' } })
    else if (taken.length >= MOST_COLUMNS)
      leftOut.push({
        name,
        reason: {
          fr: `seules les ${MOST_COLUMNS} premières colonnes sont prises`,
          en: `only the first ${MOST_COLUMNS} columns are taken`
        }
      })
    else taken.push(column)
  }
  return { taken, leftOut }
}

async function readCodes(
  { connection, signal }: FactsWork,
  from: string,
  columns: readonly ColumnProfile[]
): Promise<Codes> {
  if (!columns.length) return []
  const result = await connection.run(codesSql(from, columns), { signal })
  const codes = columns.map(() => new Int32Array(result.rowCount))
  const numbers = columns.map(() => new Map([[-1, -1]]))
  let at = 0
  for (let place = 0; place < result.chunkCount; place++) {
    // Other calls are answered meanwhile.
    await setImmediate()
    const chunk = result.getChunk(place)
    for (const [column, own] of codes.entries())
      own.set(
        chunk.getColumnValues(column).map((hash) => numberOf(numbers[column], Number(hash))),
        at
      )
    at += chunk.rowCount
  }
  return codes.map(coded)
}

/** Hashes numbered from 0 in the order in which they come; none is −1. */
function numberOf(numbers: Map<number, number> | undefined, hash: number): number {
  const known = numbers?.get(hash)
  if (known !== undefined) return known
  const next = (numbers?.size ?? 1) - 1
  numbers?.set(hash, next)
  return next
}
