import type { ColumnInfo, DeliveryDiff, Rename } from '../../contract'
import type { Project } from '../project'
import { agreeingValues } from './agreeing-values'
import { compareSketches, sketchColumns } from './column-sketch'
import { knownPairs } from './known-renames'

type ColumnDiff = Omit<DeliveryDiff['columns'], 'changed'>
type FoundPair = Omit<ColumnDiff['renamed'][number], 'known'> & { likeness: number }
type Compared = { table: string; columns: readonly ColumnInfo[] }

const LEAST_LIKENESS = 0.5
const LEAST_NAME_LIKENESS = 0.5
/** Fewer distinct values than this, as of yes and no or of ratings, are those of many a column. */
const TELLING_VALUES = 12
/** More pairs of columns than this are compared by name and place only. */
const MOST_PAIRS = 200 * 200
/** More than these are not compared. */
const MOST_NAMES = 2_000 * 2_000
const NO_VALUES = new Float64Array()

/** Agreement by rows, beyond chance, from which two columns of few values are one. */
const LEAST_AGREEMENT = 0.8

/**
 * How the columns of a delivery differ from those of its source. A column gone and one that came are proposed as one
 * renamed where they look alike: common values (Jaccard over a sample), likeness of their names (initials are alike),
 * same place, same type.
 * Where values are few, they tell something only row by row; they are not read where columns are very many: else the names
 * must be alike.
 * Pairs accepted before (`known`) go first; pairs that are given stand in place of all.
 */
export async function diffColumns(
  project: Project,
  before: Compared,
  arriving: Compared,
  {
    renamed: given,
    known = [],
    signal
  }: { renamed?: ColumnDiff['renamed']; known?: readonly Rename[]; signal?: AbortSignal } = {}
): Promise<ColumnDiff> {
  const find = byName(arriving.columns)
  const findBefore = byName(before.columns)
  const kept = before.columns.filter(({ name }) => find(name))
  const gone = before.columns.filter(({ name }) => !find(name))
  const added = arriving.columns.filter(({ name }) => !findBefore(name))
  const renamed = given ?? (await proposePairs(project, [before, gone], [arriving, added], known, signal))
  const [goes, comes] = [new Set(renamed.map(({ from }) => from)), new Set(renamed.map(({ to }) => to))]
  return {
    kept: kept.map(({ name }) => name),
    added: added.map(({ name }) => name).filter((name) => !comes.has(name)),
    gone: gone.map(({ name }) => name).filter((name) => !goes.has(name)),
    renamed,
    retyped: [
      ...kept.map((column) => [column, find(column.name)] as const),
      ...renamed.map(({ from, to }) => [gone.find(({ name }) => name === from), find(to)] as const)
    ].flatMap(([old, now]) =>
      old && now && old.type !== now.type ? [{ name: old.name, from: old.type, to: now.type }] : []
    )
  }
}

/** Pairs accepted before, then those that look alike among the other columns. */
async function proposePairs(
  project: Project,
  [before, gone]: [Compared, ColumnInfo[]],
  [arriving, added]: [Compared, ColumnInfo[]],
  known: readonly Rename[],
  signal?: AbortSignal
): Promise<ColumnDiff['renamed']> {
  const names = (columns: readonly ColumnInfo[]): string[] => columns.map(({ name }) => name)
  const sure = knownPairs(known, names(gone), names(added))
  const open = gone.filter(({ name }) => !sure.some(({ from }) => from === name))
  const free = added.filter(({ name }) => !sure.some(({ to }) => to === name))
  return [...sure, ...bestPairs(await findAlike(project, [before, open], [arriving, free], signal))]
}

/** Pairs of a column gone and one that came that look alike, in no order. */
async function findAlike(
  project: Project,
  [before, gone]: [Compared, ColumnInfo[]],
  [arriving, added]: [Compared, ColumnInfo[]],
  signal?: AbortSignal
): Promise<FoundPair[]> {
  if (gone.length * added.length > MOST_NAMES) return []
  const candidates: FoundPair[] = []
  const valuesOf = await valuesCompared(project, [before.table, gone], [arriving.table, added], signal)
  const agreementOf = await rowsCompared(project, [before, gone], [arriving, added], valuesOf, signal)
  const letters = new Map([...gone, ...added].map((column) => [column, letterPairs(column.name)]))
  const places = new Map(arriving.columns.map((column, place) => [column, place]))
  const placesBefore = new Map(before.columns.map((column, place) => [column, place]))
  for (const from of gone)
    for (const to of added) {
      const place = places.get(to) === placesBefore.get(from) ? 1 : 0
      const name = areInitials(from.name, to.name)
        ? 1
        : nameLikeness(letters.get(from) ?? new Set(), letters.get(to) ?? new Set())
      const { share: common, union } = valuesOf(from, to)
      const agreement = agreementOf(from.name, to.name) ?? 0
      const agrees = agreement >= LEAST_AGREEMENT
      const isOnlyOne = place === 1 && gone.length === 1 && added.length === 1
      if (union < TELLING_VALUES && name < LEAST_NAME_LIKENESS && !isOnlyOne && !agrees) continue
      const share = common !== null && agrees ? Math.max(common, agreement) : common
      const others = 0.25 * name + 0.15 * place + (from.type === to.type ? 0.1 : 0)
      const likeness = share === null ? 2 * others : 0.5 * share + others
      if (likeness >= LEAST_LIKENESS) candidates.push({ from: from.name, to: to.name, likeness })
    }
  return candidates
}

/** Each column in one pair at most, the likeliest pairs first. */
function bestPairs(candidates: FoundPair[]): FoundPair[] {
  const [goes, comes] = [new Set<string>(), new Set<string>()]
  return candidates
    .sort((a, b) => b.likeness - a.likeness)
    .filter(({ from, to }) => {
      if (goes.has(from) || comes.has(to)) return false
      goes.add(from)
      comes.add(to)
      return true
    })
}

/** Finds a column by its name, else by its name in any case. */
function byName(columns: readonly ColumnInfo[]): (name: string) => ColumnInfo | undefined {
  const exact = new Map(columns.map((column) => [column.name, column]))
  const loose = new Map([...columns].reverse().map((column) => [column.name.toLowerCase(), column]))
  return (name) => exact.get(name) ?? loose.get(name.toLowerCase())
}

/** Compares the values of a column gone and of one that came; `share` is null where there are too many pairs to do so. */
async function valuesCompared(
  project: Project,
  [table, gone]: [string, ColumnInfo[]],
  [otherTable, added]: [string, ColumnInfo[]],
  signal?: AbortSignal
): Promise<(from: ColumnInfo, to: ColumnInfo) => { share: number | null; union: number }> {
  if (gone.length * added.length > MOST_PAIRS) return () => ({ share: null, union: 0 })
  const names = (columns: ColumnInfo[], others: ColumnInfo[]): string[] =>
    columns.filter(({ type }) => others.some((other) => mayHoldTheSame(type, other.type))).map(({ name }) => name)
  const sketches = await sketchColumns(project, table, names(gone, added), signal)
  const others = await sketchColumns(project, otherTable, names(added, gone), signal)
  return (from, to) =>
    mayHoldTheSame(from.type, to.type)
      ? compareSketches(sketches.get(from.name) ?? NO_VALUES, others.get(to.name) ?? NO_VALUES)
      : { share: 0, union: 0 }
}

/** How columns of few values agree row by row, by the columns of both sides. */
async function rowsCompared(
  project: Project,
  [before, gone]: [Compared, ColumnInfo[]],
  [arriving, added]: [Compared, ColumnInfo[]],
  valuesOf: Awaited<ReturnType<typeof valuesCompared>>,
  signal?: AbortSignal
): Promise<(from: string, to: string) => number | null> {
  const isFew = (from: ColumnInfo, to: ColumnInfo): boolean => {
    const { share, union } = valuesOf(from, to)
    return share !== null && share > 0 && union < TELLING_VALUES
  }
  const find = byName(arriving.columns)
  const kept = before.columns.flatMap(({ name, type }) => {
    const other = find(name)
    return other?.type === type ? [{ name, other: other.name }] : []
  })
  return agreeingValues(
    project,
    {
      table: before.table,
      kept: kept.map(({ name }) => name),
      others: gone.filter((from) => added.some((to) => isFew(from, to))).map(({ name }) => name)
    },
    {
      table: arriving.table,
      kept: kept.map(({ other }) => other),
      others: added.filter((to) => gone.some((from) => isFew(from, to))).map(({ name }) => name)
    },
    signal
  )
}

/** Whether values of two types can be written alike: a text may hold those of any type. */
function mayHoldTheSame(one: string, other: string): boolean {
  const [a, b] = [writtenAs(one), writtenAs(other)]
  return a === b || a === 'text' || b === 'text'
}

function writtenAs(type: string): string {
  if (/^(U?(TINY|SMALL|BIG|HUGE)?INT|U?INTEGER|FLOAT|DOUBLE|BIGNUM|DECIMAL\(.*\))$/.test(type)) return 'number'
  if (/^(DATE|TIMESTAMP.*)$/.test(type)) return 'date'
  return /^(VARCHAR|UUID|ENUM\(.*\))$/s.test(type) ? 'text' : type
}

function plainLetters(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}

/** Pairs of letters of a name, without case, accents and signs. */
function letterPairs(name: string): Set<string> {
  const plain = plainLetters(name)
  return new Set(Array.from({ length: Math.max(0, plain.length - 1) }, (_, at) => plain.slice(at, at + 2)))
}

/** Words that initials leave out. */
const SMALL_WORDS = new Set([
  'd',
  'l',
  'de',
  'du',
  'des',
  'la',
  'le',
  'les',
  'à',
  'a',
  'au',
  'aux',
  'et',
  'of',
  'the',
  'and'
])

/** Whether one name is made of the initials of the other's words: `CP` of `Code postal`, `CA` of `Chiffre d’affaires`. */
function areInitials(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  const words = long.split(/[^\p{L}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})/u).filter((word) => word !== '')
  const telling = words.filter((word) => !SMALL_WORDS.has(word.toLowerCase()))
  const initials = (of: readonly string[]): string => of.map((word) => plainLetters(word).charAt(0)).join('')
  const plain = plainLetters(short)
  // Of letters that are none of a to z, nothing is left to compare.
  return telling.length > 1 && plain !== '' && (plain === initials(telling) || plain === initials(words))
}

/** Dice's coefficient of the letter pairs of two names. */
function nameLikeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0
  for (const pair of a) if (b.has(pair)) common += 1
  return a.size + b.size ? (2 * common) / (a.size + b.size) : 0
}
