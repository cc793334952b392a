import type { Link, LocalizedText, Progress, Relation, RelationsFound } from '../../contract'
import type { Connection } from '../db'
import { throwIfCancelled } from '../errors'
import type { Project } from '../project'
import { listTables, type Table } from '../tables'
import { appliedJoins, withoutJoined } from './applied-joins'
import { findCandidates, isOwn } from './candidates'
import { asCandidate, compositeCandidates, readComposite } from './composite-links'
import { compositesByValues } from './composite-values'
import { findKeys, toldKeys } from './keys'
import { listRelations } from './kept'
import { linkId, readLink, type LinkFacts } from './link-facts'
import { lookAtTable, type ColumnLook } from './look'
import type { FoundKey } from './read-key'
import { countOwnRows } from './own-rows'
import { withoutLooser } from './repeated-keys'
import { scoreLink, withoutRepeats, type LinkScore } from './score'

type Report = (progress: Progress) => void

/**
 * Candidate keys of every table and foreign keys between them. Estimates, names and samples leave most pairs out; what
 * remains is counted exactly. Links that the user kept are told even where they would not be found. What was found is
 * remembered while the tables stay as they are. `onEarly` is called now and then with what is counted so far.
 */
export async function findRelations(
  project: Project,
  report: Report,
  signal?: AbortSignal,
  onEarly: (found: RelationsFound) => void = () => undefined
): Promise<RelationsFound> {
  const begun = performance.now()
  const tables = await listTables(project)
  const joins = await appliedJoins(project)
  const own = withoutJoined(tables, joins)
  const state = JSON.stringify(own.map(({ ref, fingerprint, rows, columns }) => [ref, fingerprint, rows, columns]))
  const known = lastFound.get(project)
  const resultOf = (keys: readonly FoundKey[], links: Link[]): RelationsFound => ({
    tables: tables.map(({ ref, rows, columns }) => ({ table: ref, rows, columns: columns.map(({ name }) => name) })),
    keys: keys.map(({ looks: _, ...key }) => key),
    links,
    joins,
    notes: notesOf(tables, links),
    seconds: Math.round(performance.now() - begun) / 1000
  })
  return project.database.withConnection(async (connection) => {
    const decided = await listRelations(project)
    const marked = (links: readonly Link[]): Link[] => links.map((link) => ({ ...link, state: stateOf(link, decided) }))
    const search = { connection, tables, report, signal }
    const tell = ({ keys, links }: Omit<Found, 'state'>): void => onEarly(resultOf(keys, marked(links)))
    const found = known?.state === state ? known : { state, ...(await searchAll({ ...search, tables: own, tell })) }
    lastFound.set(project, found)
    const links = marked(found.links)
    return resultOf(found.keys, [...links, ...(await keptLinks(search, links, decided))])
  })
}

interface Found {
  state: string
  keys: FoundKey[]
  links: Link[]
}

/** The last search of each open project. */
const lastFound = new WeakMap<Project, Found>()

interface Search {
  connection: Connection
  tables: readonly Table[]
  report: Report
  signal?: AbortSignal
}

interface WholeSearch extends Search {
  /** Called with what is known so far. */
  tell: (found: Omit<Found, 'state'>) => void
}

/** Milliseconds between two tellings of what is known so far. */
const TELL_EVERY = 700

async function searchAll(search: WholeSearch): Promise<Omit<Found, 'state'>> {
  const { connection, tables, report, signal } = search
  const looked: { table: Table; looks: ColumnLook[] }[] = []
  const keys: FoundKey[] = []
  const total = tables.length + 2
  for (const [done, table] of tables.entries()) {
    throwIfCancelled(signal)
    report({ step: keysStep(table), done, total })
    const looks = await lookAtTable(connection, table, signal)
    looked.push({ table, looks })
    keys.push(...(await findKeys(connection, table, looks, signal)))
  }
  const resultOf = (weighed: readonly Weighed[]): Omit<Found, 'state'> => {
    const links = withoutRepeats(withoutLooser(weighed)).map(({ rank: _, likeness: __, ...link }) => link)
    return { keys: toldKeys(keys, links), links }
  }
  search.tell(resultOf([]))
  report({ step: LINKS_STEP, done: total - 2, total })
  let told = performance.now()
  const found = await singleLinks(search, looked, keys, (weighed) => {
    if (performance.now() - told < TELL_EVERY) return
    told = performance.now()
    search.tell(resultOf(weighed))
  })
  report({ step: LINKS_STEP, done: total - 1, total })
  found.push(...(await compositeLinks(search, looked, keys, found)))
  return resultOf(found)
}

type Weighed = Link & LinkScore

async function singleLinks(
  { connection, tables, report, signal }: Search,
  looked: readonly { table: Table; looks: readonly ColumnLook[] }[],
  keys: readonly FoundKey[],
  onFound: (found: readonly Weighed[]) => void
): Promise<Weighed[]> {
  const looks = looked.flatMap((one) => one.looks)
  const found: Weighed[] = []
  const candidates = await findCandidates(connection, looks, keys, signal)
  // The likeliest are counted, and told, first.
  candidates.sort((a, b) => b.likeness - a.likeness)
  for (const [place, candidate] of candidates.entries()) {
    throwIfCancelled(signal)
    report({ step: linkStep(place + 1, candidates.length), done: tables.length, total: tables.length + 2 })
    const { foreign, target, key, normalise, differences } = candidate
    const on = [{ left: foreign.column.name, right: target.column.name }]
    const facts = await readLink(connection, { from: foreign.table, to: target.table, on, normalise, key }, signal)
    const ownRows = isOwn(foreign, target) ? await countOwnRows(connection, candidate, signal) : 0
    const score = scoreLink(candidate, facts, ownRows)
    if (!score) continue
    found.push({ ...facts, ...score, differences, state: 'found' })
    onFound(found)
  }
  return found
}

async function compositeLinks(
  { connection, signal }: Search,
  looked: readonly { table: Table; looks: readonly ColumnLook[] }[],
  keys: readonly FoundKey[],
  singles: readonly Weighed[]
): Promise<Weighed[]> {
  const found: Weighed[] = []
  for (const composite of compositeCandidates(looked, keys)) {
    throwIfCancelled(signal)
    const candidate = asCandidate(composite)
    const facts = candidate && (await readComposite(connection, looked, composite, signal))
    const score = facts && scoreLink(candidate, facts)
    if (score) found.push(asLink(facts, score))
  }
  // What names tell is not guessed from values.
  const linked = [...singles, ...found]
  for (const { facts, score } of await compositesByValues(connection, looked, { keys, linked }, signal))
    found.push(asLink(facts, score))
  return found
}

function asLink(facts: LinkFacts, score: LinkScore): Weighed {
  return { ...facts, ...score, differences: facts.normalise ? ['spaces', 'case', 'zeros'] : [], state: 'found' }
}

/** Links that the user keeps and that were not found: counted all the same, where their columns still are. */
async function keptLinks(
  { connection, tables, signal }: Search,
  found: readonly Link[],
  decided: readonly Relation[]
): Promise<Link[]> {
  const links: Link[] = []
  for (const relation of decided) {
    if (relation.state !== 'kept' || found.some(({ id }) => id === relation.id)) continue
    const from = tables.find(({ ref }) => ref.name === relation.from)
    const to = tables.find(({ ref }) => ref.name === relation.to)
    const whole = relation.on.every(({ left, right }) => hasColumn(from, left) && hasColumn(to, right))
    if (!from || !to || !whole) continue
    const facts = await readLink(connection, { from, to, on: relation.on, normalise: relation.normalise }, signal)
    links.push({ ...facts, score: 0, differences: [], state: 'kept' })
  }
  return links
}

function hasColumn(table: Table | undefined, name: string): boolean {
  return Boolean(table?.columns.some((column) => column.name === name))
}

function stateOf({ from, to, on }: Link, decided: readonly Relation[]): Link['state'] {
  return decided.find(({ id }) => id === linkId(from, to, on))?.state ?? 'found'
}

function notesOf(tables: readonly Table[], links: readonly Link[]): LocalizedText[] {
  if (tables.length > 1 || links.length) return []
  return [
    {
      fr: 'Il faut au moins deux tables pour trouver des relations.',
      en: 'At least two tables are needed to find relations.'
    }
  ]
}

function keysStep({ ref }: Table): LocalizedText {
  return { fr: `Clés de « ${ref.name} »`, en: `Keys of “${ref.name}”` }
}

function linkStep(place: number, of: number): LocalizedText {
  return { fr: `Liens entre les tables : ${place} sur ${of}`, en: `Links between the tables: ${place} of ${of}` }
}

const LINKS_STEP: LocalizedText = { fr: 'Liens entre les tables', en: 'Links between the tables' }
