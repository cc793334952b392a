import { setImmediate } from 'node:timers/promises'
import type { ColumnProfile, Dependencies, Dependency, LeftOut, Sampled } from '../../../contract'
import { throwIfCancelled } from '../../errors'
import { isAmount } from '../amounts'
import { drawRows, type Drawn } from '../sampling'
import type { FactsWork } from './associations'
import { categoriesOf } from './category-pairs'
import { clusterSql, codesSql, dependencySql, slipsSql } from './dependency-sql'
import { fewerOf } from './sample'
import { isScattered, MOST_SCATTERED } from './scattered'
import {
  coded,
  holds,
  isWithin,
  MOST_ERROR,
  screenOne,
  screenPairs,
  type Candidate,
  type Coded,
  type Codes
} from './screen'

/** Rows that dependencies are screened on. */
export const SCREENED_ROWS = 20_000
const MOST_COLUMNS = 40
/** Columns that are tried two by two. */
const MOST_PAIRED = 16
/** Most values of a column that is tried with another. */
const FEW_VALUES = 1_000
/**
 * Columns of which fewer pairs of equal values are to be expected among the rows drawn are screened on all rows of some of their values: two equal
 * values break a dependency, or not, as often among rows drawn as among all.
 */
const LEAST_PAIRS = 400
/** Most dependencies that are counted over all rows. */
const MOST_COUNTED = 60
/** How much worse than asked a dependency may be on a sample and still be counted. */
const SLACK = 1.5
/** How much worse than asked one may be that holds in part of the rows, and most of these that are counted. */
const SLACK_OF_NEAR = 3
const MOST_NEAR = 8

type Work = Omit<FactsWork, 'drawn'> & { drawn?: Drawn }
export type DependencyWork = Pick<Work, 'connection' | 'table' | 'columns' | 'signal'>

/**
 * Approximate functional dependencies of single columns and of pairs: screened on a sample, then counted over all rows. Determinants that hardly
 * repeat determine everything and are not tried. Pairs are left out where only what follows from one column is asked.
 */
export async function findDependencies(work: Work, { paired = true } = {}): Promise<Dependencies> {
  return (await search(work, { paired, slackOfNear: 1 })).facts
}

/** What follows from single columns, by rows that are to be judged: what holds but for slips of writing, or for faults that lie scattered, holds; what nearly does is told apart. */
export async function findRules(work: Work): Promise<{ found: Dependency[]; near: Dependency[] }> {
  const { facts, near } = await search(work, { paired: false, slackOfNear: SLACK_OF_NEAR })
  const counted = await countNear(work, near)
  return { found: [...facts.found, ...counted.found].sort(surestFirst), near: counted.near }
}

/** Of dependencies that do not hold: those that do where slips of writing are not counted against them, or faults lie scattered, and the others. */
async function countNear(
  { connection, table, signal }: Work,
  likely: readonly [x: ColumnProfile, y: ColumnProfile][]
): Promise<{ found: Dependency[]; near: Dependency[] }> {
  const found: Dependency[] = []
  const near: Dependency[] = []
  for (const [x, y] of likely) {
    const [row] = await connection.rows<Counted>(dependencySql(table.sql, [x], y), { signal })
    if (!row || holds(row, row.commonest ?? 1, SLACK_OF_NEAR) === null) continue
    const mayHold = y.family === 'text' && row.violations <= (MOST_SCATTERED + MOST_ERROR) * row.n
    const [slips] = mayHold ? await connection.rows<{ n: number }>(slipsSql(table.sql, x, y), { signal }) : []
    const kept = { ...row, violations: row.violations - (slips?.n ?? 0) }
    const isRule =
      holds(kept, row.commonest ?? 1) !== null ||
      (holds(kept, row.commonest ?? 1, 1, MOST_SCATTERED) !== null &&
        (await isScattered(connection, table.sql, [x, y], signal)))
    if (isRule) found.push(asDependency([x], y, row))
    else near.push(asDependency([x], y, row))
  }
  return { found, near }
}

async function search(
  work: Work,
  { paired, slackOfNear }: { paired: boolean; slackOfNear: number }
): Promise<{ facts: Dependencies; near: [ColumnProfile, ColumnProfile][] }> {
  const { connection, table, onShare, signal } = work
  const { taken, leftOut } = eligible(work.columns)
  const drawn = work.drawn?.sampled ? fewerOf(work.drawn, SCREENED_ROWS, work.columns) : drawRows(table, SCREENED_ROWS)
  const slack = drawn.sampled ? SLACK : 1
  const codes = await readCodes(work, drawn.sql, taken)
  const places = taken.map((_, place) => place)
  const singles: Candidate[] = []
  const near: Candidate[] = []
  for (const [place, column] of taken.entries()) {
    throwIfCancelled(signal)
    const present = column.rows - column.missing
    if (present - column.distinct < 2) continue
    const others = places.filter((other) => other !== place)
    const clustered = drawn.sampled !== null && pairsAmong(drawn.sampled, column) < LEAST_PAIRS
    const every = Math.max(1, Math.floor(present / SCREENED_ROWS))
    const own = clustered ? await readCodes(work, clusterSql(table.sql, column, every), taken) : codes
    await setImmediate()
    const screened = screenOne(own, place, others, Math.max(slack, slackOfNear))
    const rows = own[place]?.codes.length ?? 0
    // What amounts nearly tell is chance.
    const nearly = isAmount(column) ? [] : near
    for (const one of screened) (isWithin(one, rows, slack) ? singles : nearly).push(one)
    onShare((0.5 * (place + 1)) / taken.length)
  }
  const among = !paired
    ? []
    : places.filter((place) => (taken[place]?.distinct ?? 0) <= FEW_VALUES).slice(0, MOST_PAIRED)
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
  const facts = {
    screened: drawn.sampled,
    found: found.sort(surestFirst),
    paired: among.flatMap((place) => taken[place]?.name ?? []),
    uncounted: Math.max(0, candidates.length - MOST_COUNTED),
    leftOut
  }
  const pairOf = ({ determinant: [x = -1], dependent }: Candidate): [ColumnProfile, ColumnProfile][] => {
    const [from, to] = [taken[x], taken[dependent]]
    return from && to ? [[from, to]] : []
  }
  return { facts, near: bySaving(near).slice(0, MOST_NEAR).flatMap(pairOf) }
}

function surestFirst(a: Dependency, b: Dependency): number {
  return a.determinant.length - b.determinant.length || a.g3 - b.g3 || b.repeated - a.repeated
}

/** How many pairs of equal values some rows have, at least. */
function pairsAmong({ n }: Sampled, { rows, missing, distinct }: ColumnProfile): number {
  const drawn = (n * (rows - missing)) / rows
  return (drawn * (drawn - 1)) / (2 * distinct)
}

type Counted = { n: number; repeated: number; violations: number; commonest: number | null }

export function asDependency(
  xs: readonly ColumnProfile[],
  y: ColumnProfile,
  counted: Omit<Counted, 'commonest'>
): Dependency {
  const { n, repeated, violations } = counted
  return { determinant: xs.map(({ name }) => name), dependent: y.name, n, repeated, violations, g3: violations / n }
}

function bySaving(candidates: readonly Candidate[]): Candidate[] {
  return candidates.toSorted((a, b) => b.saved - a.saved)
}

/** The columns that are tried, and why the others are not. */
export function eligible(columns: readonly ColumnProfile[]): { taken: ColumnProfile[]; leftOut: LeftOut[] } {
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
    else if (column.unique)
      leftOut.push({
        name,
        reason: {
          fr: 'jamais deux fois la même valeur : rien à vérifier',
          en: 'never the same value twice: nothing to check'
        }
      })
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

export async function readCodes(
  { connection, signal }: Pick<FactsWork, 'connection' | 'signal'>,
  from: string,
  columns: readonly ColumnProfile[]
): Promise<Codes> {
  if (!columns.length) return []
  const hashes = await connection.doubles(codesSql(from, columns), { signal })
  const codes: Coded[] = []
  for (const column of hashes) {
    codes.push(coded(categoriesOf(column).codes))
    // Other calls are answered meanwhile.
    await setImmediate()
  }
  return codes
}
