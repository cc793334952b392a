import { kindOf, type CellKind } from './kind'
import { shapeOf } from './shape'

/** What the cells of one column look like, learned from records that needed no repair. */
export interface ColumnModel {
  total: number
  empty: number
  quoted: number
  spaced: number
  exact: Map<string, number>
  loose: Map<string, number>
  kinds: Map<CellKind, number>
  /** First and last characters by class. */
  edges: Map<string, number>
  /** Chance of an exact and of a loose shape never seen. */
  unseen: { exact: number; loose: number }
}

const FLOOR = 0.0008
const WORST = 10

/** Learns one model a column from records that all have `width` cells. */
export function learnColumns(records: { cells: string[]; quoted: boolean[] }[], width: number): ColumnModel[] {
  const models = Array.from({ length: width }, emptyColumn)
  for (const { cells, quoted } of records) {
    const looks = looksOf(cells)
    for (let j = 0; j < width; j++) {
      const model = models[j]
      if (model) addCell(model, looks[j] ?? EMPTY, quoted[j] ?? false)
    }
  }
  for (const model of models) {
    const filled = Math.max(1, model.total - model.empty)
    model.unseen = { exact: unseen(model.exact, filled), loose: unseen(model.loose, filled) }
  }
  return models
}

/**
 * How surprising a cell is in a column, in nats: about 0 for the usual shape, about 7 for a cell of a foreign kind.
 * A mixture of the exact shape (backing off to the loose shape, then the kind), the loose shape and the kind, plus
 * whether it is quoted and starts with a space.
 */
export function cellCost(model: ColumnModel | undefined, text: string, quoted: boolean): number {
  return lookCost(model, lookOf(text), quoted)
}

/** What cost needs to know of a text; computed once where the same text is tried in several columns. */
export interface Look {
  kind: CellKind
  exact: string
  loose: string
  led: boolean
  first: string
  last: string
}

export function lookOf(text: string): Look {
  const trimmed = text.trim()
  return {
    kind: kindOf(text),
    ...shapeOf(text),
    led: text.charCodeAt(0) === 32,
    first: `^${edgeClass(trimmed.charAt(0))}`,
    last: `${edgeClass(trimmed.charAt(trimmed.length - 1))}$`
  }
}

const seen = new WeakMap<string[], Look[]>()

/** The looks of a record's cells: found once, though a header is looked for above several bodies. */
export function looksOf(cells: string[]): Look[] {
  let looks = seen.get(cells)
  if (!looks) seen.set(cells, (looks = cells.map(lookOf)))
  return looks
}

/** The cost of `cellCost`, from a look. */
export function lookCost(model: ColumnModel | undefined, look: Look, quoted: boolean): number {
  if (!model || model.total === 0) return 1
  if (look.kind === 'empty') return -Math.log((model.empty + 0.02) / (model.total + 0.04) + 0.002)
  const filled = model.total - model.empty
  if (filled === 0) return Math.min(WORST, 2 + Math.log(model.total + 1))
  const share = (count: number | undefined): number => (count ?? 0) / filled
  const kind = kindShare(model, look.kind, filled)
  const loose = model.loose.get(look.loose) ?? 0
  const exact = model.exact.get(look.exact) ?? 0
  const byLoose = loose ? share(loose) : model.unseen.loose * kind
  const byExact = exact ? share(exact) : model.unseen.exact * byLoose
  const likely = 0.85 * byExact + 0.1 * share(loose) + 0.05 * kind + FLOOR
  let cost = -Math.log(likely + FLOOR) - Math.log((filled + 0.5) / (model.total + 0.5))
  const quotedShare = share(model.quoted)
  if (quotedShare > 0.95 && !quoted && filled >= 3) cost += 2
  if (quotedShare < 0.02 && quoted && filled >= 3) cost += 0.5
  if (share(model.edges.get(look.first)) < 0.03) cost += 1.5
  if (share(model.edges.get(look.last)) < 0.03) cost += 1.5
  if (look.led && share(model.spaced) < 0.05) cost += 3
  return Math.min(WORST, cost)
}

/** Good and Turing's estimate: the chance of a shape never seen is the share of shapes seen once. */
function unseen(counts: Map<string, number>, filled: number): number {
  let once = 0
  for (const count of counts.values()) if (count === 1) once += 1
  return Math.max(once, 0.5) / filled
}

/** The look of a cell that is not there. */
export const EMPTY = lookOf('')

const WORDY: ReadonlySet<CellKind> = new Set<CellKind>(['word', 'text', 'code'])

function kindShare(model: ColumnModel, kind: CellKind, filled: number): number {
  const own = model.kinds.get(kind) ?? 0
  if (!WORDY.has(kind)) return own / Math.max(filled, 1)
  let near = 0
  for (const other of WORDY) if (other !== kind) near += model.kinds.get(other) ?? 0
  return (own + 0.5 * near) / Math.max(filled, 1)
}

function emptyColumn(): ColumnModel {
  return {
    total: 0,
    empty: 0,
    quoted: 0,
    spaced: 0,
    exact: new Map(),
    loose: new Map(),
    kinds: new Map(),
    edges: new Map(),
    unseen: { exact: 1, loose: 1 }
  }
}

function addCell(model: ColumnModel, look: Look, quoted: boolean): void {
  model.total += 1
  if (look.kind === 'empty') {
    model.empty += 1
    return
  }
  if (quoted) model.quoted += 1
  if (look.led) model.spaced += 1
  bump(model.exact, look.exact)
  bump(model.loose, look.loose)
  bump(model.kinds, look.kind)
  bump(model.edges, look.first)
  bump(model.edges, look.last)
}

function edgeClass(char: string): string {
  return /\d/.test(char) ? 'd' : /\p{L}/u.test(char) ? 'w' : char
}

function bump<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
