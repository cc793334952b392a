import { type Anomaly, type RegisterEntry, type Severity, type VerdictState } from '../../../contract'
import { worstFirst } from './order'

/** An entry as it is listed; one that the search under way just found is not in the register yet. */
export type Listed = RegisterEntry & { isKnown: boolean }

/** What stands under « état »: the states, and what asks for another look. `open` leaves out what needs none. */
export const STATE_CHOICES = [
  'open',
  'all',
  'to_see',
  'accepted',
  'in_repair',
  'repaired',
  'settled',
  'dismissed',
  'changed',
  'gone'
] as const
export type StateChoice = (typeof STATE_CHOICES)[number]

export const SORTS = ['severity', 'state', 'kind', 'column', 'owner', 'rows', 'newest'] as const
export type SortBy = (typeof SORTS)[number]

/** What the list shows; an empty text is no filter. Columns and tables are told apart by JSON. */
export type Filters = {
  state: StateChoice
  severity: string
  kind: string
  table: string
  column: string
  owner: string
  /** The least confidence shown, as a number written out. */
  certainty: string
}
export const NO_FILTERS: Filters = {
  state: 'open',
  severity: '',
  kind: '',
  table: '',
  column: '',
  owner: '',
  certainty: ''
}
export type FilterName = keyof Filters

/** The register with what a search under way found beyond it, worst first. */
export function listed(entries: readonly RegisterEntry[], findings: readonly Anomaly[]): Listed[] {
  const known = new Set(entries.map(({ anomaly }) => anomaly.id))
  const fresh = new Map(findings.filter(({ id }) => !known.has(id)).map((anomaly) => [anomaly.id, anomaly]))
  return [
    ...entries.map((entry) => ({ ...entry, isKnown: true })),
    ...[...fresh.values()].map((anomaly) => ({ ...NEW, anomaly, isKnown: false }))
  ].sort((a, b) => worstFirst(a.anomaly, b.anomaly))
}

const NEW: Omit<RegisterEntry, 'anomaly'> = {
  found: true,
  firstAt: '',
  lastAt: '',
  verdict: { state: 'to_see', reason: '', owner: '', comments: [], decided: null, finding: null },
  repair: { steps: [], lost: 0 },
  settlement: null,
  changes: [],
  finding: null
}

/** Whether an entry passes all filters, but for one where its counts are asked for. */
export function passes(filters: Filters, entry: RegisterEntry, but?: FilterName): boolean {
  const names = Object.keys(filters) as FilterName[]
  return names.every((name) => name === but || filters[name] === '' || holds(name, filters[name], entry))
}

function holds(name: FilterName, value: string, { anomaly, ...entry }: RegisterEntry): boolean {
  if (name === 'state') return inState(value as StateChoice, { anomaly, ...entry })
  if (name === 'column') return anomaly.columns.includes(value)
  if (name === 'certainty') return !isDoubtable(anomaly) || anomaly.confidence >= Number(value)
  if (name === 'owner') return entry.verdict.owner === (value === NOBODY ? '' : value)
  return { severity: anomaly.severity, kind: anomaly.kind, table: anomaly.table.name }[name] === value
}

/** Whether it puts cells at fault, as the views of the command line count them: what names none is not in question. */
export function isDoubtable(anomaly: Anomaly): boolean {
  return anomaly.cells > 0
}

/** How many entries a certainty leaves, the other filters kept. */
export function countCertain(filters: Filters, entries: readonly RegisterEntry[], certainty: string): number {
  return entries.filter((entry) => passes({ ...filters, certainty }, entry)).length
}

/** The owner of what nobody owns. */
export const NOBODY = '\u0000'

/** Whether its repair, which is in the recipe, was seen to settle it. */
export function isSettled({ settlement }: Pick<RegisterEntry, 'settlement'>): boolean {
  return settlement?.holds === true
}

/** Whether the repair that settled it is no longer in the recipe as it was: it is to be looked for again. */
export function isUndone({ settlement }: Pick<RegisterEntry, 'settlement'>): boolean {
  return settlement?.holds === false
}

function inState(choice: StateChoice, { found, changes, verdict, settlement }: RegisterEntry): boolean {
  if (choice === 'all') return true
  if (choice === 'settled') return isSettled({ settlement })
  if (choice === 'gone') return !found && settlement === null
  if (choice === 'changed') return changes.length > 0
  if (choice === 'in_repair' && isSettled({ settlement })) return false
  if (choice !== 'open') return verdict.state === choice
  if (settlement) return isUndone({ settlement })
  // Dismissed, or gone with nothing left to do about it: a click away.
  if (verdict.state === 'dismissed') return changes.length > 0
  return found || verdict.state === 'accepted' || verdict.state === 'in_repair'
}

/** What the last search found, set against what is to be dealt with: `found - dismissed + followed + undone` is `open`. */
export interface Standing {
  found: number
  open: number
  /** Found, and dismissed as they were. */
  dismissed: number
  /** Accepted or in repair, no longer found, and not for a repair in the recipe. */
  followed: number
  /** No longer found for a repair that is not in the recipe any more. */
  undone: number
  /** No longer found for a repair in the recipe: nothing is left to do about them. */
  settled: number
}

export function standingOf(entries: readonly RegisterEntry[]): Standing {
  const open = entries.filter((entry) => inState('open', entry))
  const found = entries.filter((entry) => entry.found)
  return {
    found: found.length,
    open: open.length,
    dismissed: found.filter((entry) => !inState('open', entry)).length,
    followed: open.filter((entry) => !entry.found && !isUndone(entry)).length,
    undone: open.filter(isUndone).length,
    settled: entries.filter(isSettled).length
  }
}

/** What a click shows beside the list to deal with, under the other filters; and how much of it that list tells too. */
export interface SetAside {
  dismissed: number
  /** Of those dismissed, the ones that the last search did not find. */
  dismissedGone: number
  settled: number
  gone: number
  /** Of those no longer found, the ones still followed. */
  followed: number
}

export function setAside(filters: Filters, entries: readonly RegisterEntry[]): SetAside {
  const others = entries.filter((entry) => passes(filters, entry, 'state'))
  const dismissed = others.filter((entry) => inState('dismissed', entry))
  const gone = others.filter((entry) => inState('gone', entry))
  return {
    dismissed: dismissed.length,
    dismissedGone: dismissed.filter(({ found }) => !found).length,
    settled: others.filter(isSettled).length,
    gone: gone.length,
    followed: gone.filter((entry) => inState('open', entry)).length
  }
}

/** The values of a filter that entries passing the others have, with their numbers; the most frequent first. */
export function countsOf(filters: Filters, entries: readonly RegisterEntry[], name: FilterName): Map<string, number> {
  const counts = new Map<string, number>()
  for (const entry of entries)
    if (passes(filters, entry, name))
      for (const value of valuesOf(name, entry)) counts.set(value, (counts.get(value) ?? 0) + 1)
  return new Map([...counts].sort(([a, n], [b, m]) => m - n || a.localeCompare(b)))
}

function valuesOf(name: FilterName, entry: RegisterEntry): string[] {
  const { anomaly, verdict } = entry
  if (name === 'state') return STATE_CHOICES.filter((choice) => inState(choice, entry))
  if (name === 'column') return [...new Set(anomaly.columns)]
  if (name === 'owner') return [verdict.owner || NOBODY]
  if (name === 'certainty') return []
  return [{ severity: anomaly.severity, kind: anomaly.kind, table: anomaly.table.name }[name]]
}

const SEVERITIES: readonly Severity[] = ['critical', 'warning', 'info']
const STATES: readonly VerdictState[] = ['to_see', 'accepted', 'in_repair', 'repaired', 'dismissed']

/** Entries in another order; those that are equal in it stay worst first. */
export function sorted<E extends RegisterEntry>(entries: readonly E[], by: SortBy): E[] {
  const key = ({ anomaly, verdict, firstAt }: E): number | string => {
    if (by === 'severity') return SEVERITIES.indexOf(anomaly.severity)
    if (by === 'state') return STATES.indexOf(verdict.state)
    if (by === 'kind') return anomaly.kind
    // What has no column, and what nobody owns, goes last.
    if (by === 'column') return anomaly.columns[0] ?? '\uffff'
    if (by === 'owner') return verdict.owner || '\uffff'
    if (by === 'rows') return -anomaly.rows
    return firstAt ? -Date.parse(firstAt) : Number.NEGATIVE_INFINITY
  }
  return entries.toSorted((a, b) => {
    const [one, other] = [key(a), key(b)]
    if (typeof one === 'number' && typeof other === 'number') return one - other || worstFirst(a.anomaly, b.anomaly)
    return String(one).localeCompare(String(other)) || worstFirst(a.anomaly, b.anomaly)
  })
}
