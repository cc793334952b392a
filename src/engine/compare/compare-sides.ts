import type {
  ColumnInfo,
  ColumnProfile,
  ComparedPair,
  ComparedSide,
  CompareRequest,
  SidesCompared
} from '../../contract'
import type { Report } from '../call'
import { fail, throwIfCancelled } from '../errors'
import type { Project } from '../project'
import { profileEvents, profileRows, profileTable } from '../profile'
import { distributionsOf } from './classes'
import { rowsEvidence } from './evidence-of-rows'
import { judgePair, rankPairs } from './judge'
import { known, type Known } from './known'
import { pairColumns } from './pair-columns'
import { resolveSides } from './resolve-sides'
import { rowsShared } from './shared-rows'
import { stateOf, type Side, type SideProfile } from './side'

/**
 * Compares two sides column by column: their profiles, shared classes, and how far they moved apart. Every row is read.
 * The profile of a whole table is that of Explore, and not computed again; stops within the running query.
 */
export async function compareSides(
  project: Project,
  request: CompareRequest,
  report: Report = () => undefined,
  signal?: AbortSignal
): Promise<SidesCompared> {
  return (await knowSides(project, request, report, signal)).result
}

/** As `compareSides`, with what evidence needs; taken from memory while neither side changed. */
export async function knowSides(
  project: Project,
  request: CompareRequest,
  report: Report = () => undefined,
  signal?: AbortSignal
): Promise<Known> {
  const begun = performance.now()
  const sides = await resolveSides(project, request, signal)
  const key = JSON.stringify([stateOf(sides.a), stateOf(sides.b), request])
  const before = known.get(project, key)
  if (before) return before
  const { pairs, onlyA, onlyB } = pairColumns(sides.a.table.columns, sides.b.table.columns, request.pairs)
  if (!pairs.length) throw nothingInCommon()
  const total = 3 * pairs.length
  const step = progressOf(report, total)
  const shared = await rowsShared(project, sides.a, sides.b, signal)
  const profilesA = await profilesOf(project, sides.a, pairs.map(({ a }) => a), (done) => step('a', done), signal) // prettier-ignore
  const profilesB = await profilesOf(project, sides.b, pairs.map(({ b }) => b), (done) => step('b', pairs.length + done), signal) // prettier-ignore
  const criteria = criteriaOf(sides)
  const found: Known['pairs'] = []
  const judged: ComparedPair[] = []
  for (const [place, { a, b }] of pairs.entries()) {
    throwIfCancelled(signal)
    step('both', 2 * pairs.length + place)
    const [one, other] = [profilesA.get(a.name), profilesB.get(b.name)]
    if (!one || !other) continue
    const distributions = await distributionsOf(project, sides, { a: one, b: other }, signal)
    found.push({ a: one, b: other, distributions })
    judged.push(judgePair({ a: one, b: other }, distributions, shared.kind, criteria.has(b.name)))
  }
  const result: SidesCompared = {
    a: told(sides.a),
    b: told(sides.b),
    shared,
    ...rankPairs(judged),
    onlyA,
    onlyB,
    seconds: Math.round(performance.now() - begun) / 1000
  }
  return known.keep(project, key, { sides, shared, pairs: found, result })
}

/** Columns that make the two sides of one table: a filter is on them, so they differ whatever the rows are. */
function criteriaOf({ a, b }: Known['sides']): Set<string> {
  if (a.table.sql !== b.table.sql) return new Set()
  return new Set([a, b].flatMap(({ filter }) => (filter?.all ?? []).map(({ column }) => column)))
}

/** The profiles of some columns of a side, by name: of a whole table all at once, since it keeps them. */
async function profilesOf(
  project: Project,
  side: Side,
  columns: readonly ColumnInfo[],
  onColumn: (done: number) => void,
  signal?: AbortSignal
): Promise<Map<string, SideProfile>> {
  const profiles = new Map<string, SideProfile>()
  const take = (profile: SideProfile): void => {
    profiles.set(profile.name, profile)
    onColumn(Math.min(profiles.size, columns.length))
  }
  onColumn(0)
  if (side.predicate === null && side.isShown) {
    for await (const event of profileEvents(project, side.table.ref, { signal }))
      if (event.type === 'column') take(event.column)
    return profiles
  }
  const drawn = { sql: side.from, sampled: null }
  const rows = { ...side.table, columns: [...columns], rows: side.rows }
  const meanings = side.filter && meaningsOf(project, side, columns, signal)
  try {
    for await (const profile of profileRows(project, rows, drawn, signal, meanings)) take(profile)
  } finally {
    await meanings?.return()
  }
  return profiles
}

/** What columns stand for in the whole table, whatever rows of it a filter keeps: as Explore reads them under a filter. */
async function* meaningsOf(
  project: Project,
  { table }: Side,
  columns: readonly ColumnInfo[],
  signal?: AbortSignal
): AsyncGenerator<ColumnProfile, void> {
  const whole = await profileTable(project, table.ref, { signal })
  const byName = new Map(whole.columns.map((column) => [column.name, column]))
  for (const { name } of columns) {
    const found = byName.get(name)
    if (!found) return
    yield found
  }
}

function progressOf(report: Report, total: number) {
  const STEPS = {
    a: { fr: 'Profil du premier côté', en: 'Profile of the first side' },
    b: { fr: 'Profil du second côté', en: 'Profile of the second side' },
    both: { fr: 'Répartitions communes', en: 'Shared distributions' }
  }
  return (step: keyof typeof STEPS, done: number): void => report({ step: STEPS[step], done, total })
}

function told(side: Side): ComparedSide {
  return {
    label: side.label,
    table: side.table.ref,
    words: side.words,
    note: side.note,
    rows: side.rows,
    columns: side.table.columns.length,
    evidence: rowsEvidence(side)
  }
}

function nothingInCommon(): Error {
  return fail(
    'input',
    {
      fr: 'Les deux côtés n’ont aucune colonne du même nom.',
      en: 'The two sides have no column of the same name.'
    },
    {
      hint: {
        fr: 'Appariez une colonne de chaque côté, ou choisissez une autre table.',
        en: 'Pair a column of each side, or choose another table.'
      }
    }
  )
}
