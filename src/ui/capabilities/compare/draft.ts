import type {
  ColumnPairing,
  CompareRequest,
  CompareSide,
  Filter,
  NamedFilter,
  Scalar,
  Source,
  TableInfo,
  TableRef
} from '../../../contract'
import { readTableParam, setParams, tableParam } from '../../app/route'
import { namedUse } from '../facets'

/** What is chosen to be compared, as it stands in the address: names and ids only. */
export type Draft =
  | { kind: 'recipe'; table?: string; filter?: string }
  | { kind: 'deliveries'; source?: string; a?: string; b?: string }
  | { kind: 'values'; table?: string; column?: string; a?: Scalar; b?: Scalar | typeof REST }
  | { kind: 'filters'; table?: string; a?: string; b?: string }
  | { kind: 'tables'; a?: string; b?: string }

export type DraftKind = Draft['kind']

/** Stands for all rows but those of the first side; no value of a table is an object. */
export const REST = { rest: true } as const

/** Everything that a draft names. */
export interface Ground {
  tables: readonly TableInfo[]
  sources: readonly Source[]
  filters: readonly NamedFilter[]
  present: Filter
}

/** The draft of the address; where it holds none, the first comparison that the project allows. */
export function readDraft(param: string | undefined, table: TableInfo, { sources }: Pick<Ground, 'sources'>): Draft {
  try {
    const read: unknown = JSON.parse(param ?? '')
    if (read && typeof read === 'object' && 'kind' in read) return read as Draft
  } catch {
    // An address without a draft, or a broken one.
  }
  if (table.ref.schema === 'clean') return { kind: 'recipe', table: table.ref.name }
  const source = sources.find((one) => one.table.name === table.ref.name && one.deliveries.length > 1)
  return source ? lastDeliveries(source) : { kind: 'values', table: table.ref.name }
}

/** The rows of the last delivery, against those of the one before. */
export function lastDeliveries({ id, deliveries }: Source): Draft {
  const [before, last] = deliveries.slice(-2)
  return { kind: 'deliveries', source: id, a: before && `arrived:${before.id}`, b: last && `arrived:${last.id}` }
}

export function writeDraft(draft: Draft, pairs: readonly ColumnPairing[] = []): void {
  setParams({ compare: JSON.stringify(draft), pairs: pairs.length ? JSON.stringify(pairs) : '' }, { replace: true })
}

/** Columns paired by hand, as the address has them. */
export function readPairs(param: string | undefined): ColumnPairing[] {
  try {
    const read: unknown = JSON.parse(param ?? '[]')
    return Array.isArray(read) ? (read as ColumnPairing[]) : []
  } catch {
    return []
  }
}

/** The comparison that a draft asks for; null while a side is not chosen, or no longer there. */
export function requestOf(draft: Draft, ground: Ground): Omit<CompareRequest, 'pairs'> | null {
  const [a, b] = sidesOf(draft, ground)
  return a && b ? { a, b } : null
}

function sidesOf(draft: Draft, ground: Ground): [CompareSide | null, CompareSide | null] {
  switch (draft.kind) {
    case 'recipe': {
      const found = ground.tables.find(({ ref }) => ref.name === draft.table && ref.schema === 'clean')
      if (!found) return [null, null]
      return [{ kind: 'before' }, filtered(found.ref, draft.filter ?? 'all', ground)]
    }
    case 'deliveries':
      return [delivered(draft.source, draft.a, ground), delivered(draft.source, draft.b, ground)]
    case 'values':
      return segments(draft, ground)
    case 'filters':
      return ofFilters(draft, ground)
    case 'tables':
      return [whole(draft.a, ground), whole(draft.b, ground)]
  }
}

function delivered(source: string | undefined, value: string | undefined, { sources }: Ground): CompareSide | null {
  const [rows, delivery] = value?.split(/:(.*)/s) ?? []
  const found = sources.find(({ id }) => id === source)?.deliveries.some(({ id }) => id === delivery)
  if (!source || !delivery || !found || (rows !== 'arrived' && rows !== 'whole')) return null
  return { kind: 'delivery', source, delivery, rows }
}

function segments(
  { table: name, column, a, b }: Extract<Draft, { kind: 'values' }>,
  { tables }: Ground
): [CompareSide | null, CompareSide | null] {
  const table = tables.find(({ ref }) => ref.name === name)
  if (!table || column === undefined || a === undefined) return [null, null]
  const side = (value: Scalar): CompareSide => ({
    kind: 'table',
    table: table.ref,
    filter: { all: [{ column, op: '=', values: [value] }] }
  })
  return [side(a), b === undefined ? null : isRest(b) ? { kind: 'rest' } : side(b)]
}

export function isRest(value: Scalar | typeof REST | undefined): value is typeof REST {
  return typeof value === 'object' && value !== null
}

/** The rest is that of the other side, which must then leave rows out. */
function ofFilters(
  { table: name, a, b }: Extract<Draft, { kind: 'filters' }>,
  ground: Ground
): [CompareSide | null, CompareSide | null] {
  const table = ground.tables.find(({ ref }) => ref.name === name)
  if (!table) return [null, null]
  const side = (choice: string | undefined, other: string | undefined): CompareSide | null => {
    if (choice !== 'rest') return choice === undefined ? null : filtered(table.ref, choice, ground)
    return other === undefined || other === 'all' || other === 'rest' ? null : { kind: 'rest' }
  }
  return [side(a, b), side(b, a)]
}

/** The draft that compares with the rest of the rows instead of all of them; null where neither side is all rows. */
export function restInsteadOfAll(draft: Draft): Draft | null {
  if (draft.kind !== 'filters' || draft.a === draft.b) return null
  if (draft.a === 'all') return { ...draft, a: 'rest' }
  return draft.b === 'all' ? { ...draft, b: 'rest' } : null
}

function filtered(table: TableRef, choice: string, ground: Ground): CompareSide | null {
  if (choice === 'all') return { kind: 'table', table }
  if (choice === 'present') return ground.present.all.length ? { kind: 'table', table, filter: ground.present } : null
  const found = ground.filters.find(({ id }) => `f:${id}` === choice)
  return found ? { kind: 'table', table, filter: namedUse(found) } : null
}

function whole(param: string | undefined, { tables }: Ground): CompareSide | null {
  const ref = readTableParam(param)
  const found = tables.some((table) => table.ref.name === ref?.name)
  return ref && found ? { kind: 'table', table: ref } : null
}

/** Every state of every table that can be a side: a table with a recipe has two. */
export function wholeTables(tables: readonly TableInfo[]): string[] {
  return tables.flatMap(({ ref }) =>
    ref.schema === 'clean' ? [tableParam(ref), tableParam({ ...ref, schema: 'raw' })] : [tableParam(ref)]
  )
}
