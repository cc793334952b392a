import type { JoinHow, JoinKeys, JoinPair, Link, RelationsFound, StepSpec } from '../../../contract'

/** A pair while it is chosen. */
export type DraftPair = { left: string | null; right: string | null }

/** A join while it is made. */
export type JoinDraft = {
  left: string | null
  right: string | null
  on: DraftPair[]
  how: JoinHow
  normalise: boolean
  columns: string[]
}

/** What the dialog starts from: a link, a table, or nothing. */
export type JoinStart = { left?: string; right?: string; on?: readonly JoinPair[]; normalise?: boolean }

export const MOST_PAIRS = 6
export const EMPTY_PAIR: DraftPair = { left: null, right: null }

/** A draft with what is known of both tables filled in: their link, else like-named columns of a key. */
export function startDraft(found: RelationsFound, { left, right, on, normalise = false }: JoinStart): JoinDraft {
  const first = joinable(found).find(({ from, to }) => (!left || from.name === left) && (!right || to.name === right))
  const leftName = left ?? first?.from.name ?? found.tables[0]?.table.name ?? null
  const rightName = right ?? first?.to.name ?? likeliestFor(found, leftName)
  const draft: JoinDraft = { left: leftName, right: rightName, how: 'left', on: [], normalise, columns: [] }
  const linked = on ? { ...draft, on: on.map((pair) => ({ ...pair })) } : withKeys(found, draft)
  return { ...linked, columns: broughtBy(found, linked) }
}

/** The table that refers to one which refers to none, else one that shares columns with it to match by, else any other. */
function likeliestFor(found: RelationsFound, left: string | null): string | null {
  const referring = joinable(found).find(({ to }) => to.name === left)
  if (referring) return referring.from.name
  const others = found.tables.map(({ table }) => table.name).filter((name) => name !== left)
  return others.find((right) => keyOfOneName(found, { left, right })) ?? others[0] ?? null
}

/**
 * The draft with other tables: its keys and columns are proposed anew. A table of the other side changes places with it; a left
 * one that nothing links with the right takes the right that it is best joined with.
 */
export function withTables(
  found: RelationsFound,
  draft: JoinDraft,
  tables: Partial<Pick<JoinDraft, 'left' | 'right'>>
): JoinDraft {
  const { left, right } = { ...draft, ...tables }
  const isTurned = left !== null && left === right
  const isMoved = !isTurned && tables.left !== undefined && tables.right === undefined
  const other = isMoved && !proposedKeys(found, left, right) ? bestFor(found, left) : null
  const next = isTurned ? turned(draft) : withKeys(found, { ...draft, left, right: other ?? right })
  return { ...next, columns: broughtBy(found, next) }
}

/** The same keys, the tables in each other's place. */
function turned(draft: JoinDraft): JoinDraft {
  const on = draft.on.map((pair) => ({ left: pair.right, right: pair.left }))
  return { ...draft, left: draft.right, right: draft.left, on }
}

/** The table that one is best joined with, where there are keys to do so by. */
function bestFor(found: RelationsFound, left: string | null): string | null {
  const right = joinable(found).find(({ from }) => from.name === left)?.to.name ?? likeliestFor(found, left)
  return right !== null && proposedKeys(found, left, right) ? right : null
}

/** The draft with other keys; a column that became a key is no longer brought. */
export function withPairs(draft: JoinDraft, on: DraftPair[]): JoinDraft {
  const keys = on.map(({ right }) => right)
  return { ...draft, on, columns: draft.columns.filter((name) => !keys.includes(name)) }
}

/** The pairs that are whole; null while one is missing. */
export function pairsOf({ on }: JoinDraft): JoinPair[] | null {
  const whole = on.flatMap(({ left, right }) => (left !== null && right !== null ? [{ left, right }] : []))
  return whole.length && whole.length === on.length ? whole : null
}

/** The step that a whole draft makes. */
export function stepOf(draft: JoinDraft): StepSpec | null {
  const on = pairsOf(draft)
  if (!draft.left || !draft.right || draft.left === draft.right || !on) return null
  return {
    kind: 'join',
    with: draft.right,
    on,
    how: draft.how,
    columns: draft.columns.map((name) => ({ name, as: name })),
    normalise: draft.normalise
  }
}

export function columnsOf(found: RelationsFound, name: string | null): string[] {
  return found.tables.find(({ table }) => table.name === name)?.columns ?? []
}

/** What two tables are best joined by: their link, from either side, else columns of one name; null where nothing says so. */
export function proposedKeys(found: RelationsFound, left: string | null, right: string | null): JoinKeys | null {
  const link = linksBetween(found, left, right)[0]
  if (link) return { on: pairsFrom(link, left), normalise: link.normalise }
  const alike = keyOfOneName(found, { left, right }) ?? linkedOfOneName(found, { left, right })
  return alike && { on: alike.map((name) => ({ left: name, right: name })), normalise: false }
}

/** The links between two tables, either way, the likeliest first. */
export function linksBetween(found: RelationsFound, left: string | null, right: string | null): Link[] {
  const between = joinable(found).filter(
    ({ from, to }) => (from.name === left && to.name === right) || (from.name === right && to.name === left)
  )
  return [...between.filter(({ from }) => from.name === left), ...between.filter(({ to }) => to.name === left)].sort(
    keptFirst
  )
}

/** The pairs of a link, its columns of one table on the left. */
export function pairsFrom({ from, on }: Pick<Link, 'from' | 'on'>, left: string | null): JoinPair[] {
  return on.map((pair) => (from.name === left ? { ...pair } : { left: pair.right, right: pair.left }))
}

function withKeys(found: RelationsFound, draft: JoinDraft): JoinDraft {
  const proposed = proposedKeys(found, draft.left, draft.right)
  return proposed ? { ...draft, ...proposed } : { ...draft, on: [EMPTY_PAIR] }
}

/** A key of one of the tables whose columns the other has under the same names. */
function keyOfOneName(found: RelationsFound, { left, right }: Pick<JoinDraft, 'left' | 'right'>): string[] | null {
  const keysOf = (name: string | null) => found.keys.filter(({ table, weak }) => table.name === name && !weak)
  const within = (names: readonly string[], table: string | null): boolean =>
    names.every((name) => columnsOf(found, table).includes(name))
  const key =
    keysOf(right).find(({ columns }) => within(columns, left)) ??
    keysOf(left).find(({ columns }) => within(columns, right))
  return key ? [...key.columns] : null
}

/** Columns of one name that both tables refer with: to a third one, as all do that share a list of shops. */
function linkedOfOneName(found: RelationsFound, { left, right }: Pick<JoinDraft, 'left' | 'right'>): string[] | null {
  const referring = (table: string | null): string[] =>
    joinable(found).flatMap(({ from, on }) => (from.name === table ? on.map((pair) => pair.left) : []))
  const names = new Set(referring(right))
  const shared = [...new Set(referring(left))].filter((name) => names.has(name)).slice(0, MOST_PAIRS)
  return shared.length ? shared : null
}

/** The links that a join may follow, those first that the user kept: a table is not joined with itself. */
function joinable({ links }: RelationsFound): Link[] {
  return links.filter(({ from, to, state }) => state !== 'dismissed' && from.name !== to.name).sort(keptFirst)
}

function keptFirst(a: Link, b: Link): number {
  return Number(b.state === 'kept') - Number(a.state === 'kept')
}

function broughtBy(found: RelationsFound, { right, on }: JoinDraft): string[] {
  return columnsOf(found, right).filter((name) => !on.some((pair) => pair.right === name))
}
