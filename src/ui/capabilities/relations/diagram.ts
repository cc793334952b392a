import type { Link } from '../../../contract'

/** Sizes of cards, of the labels on links, and of the room between them, in pixels. */
type Sizes = {
  card: { width: number; header: number; row: number; foot: number; most: number }
  label: { width: number; height: number }
  /** Between cards and links of one column, and between columns. */
  gaps: { nodesep: number; ranksep: number; edgesep: number }
}

/** What a diagram tells: the keys of its tables and the figures of its links, or the names of the tables and which are linked. */
export type Level = 'keys' | 'names'

export const SIZES: Record<Level, Sizes> = {
  keys: {
    card: { width: 208, header: 48, row: 24, foot: 8, most: 8 },
    label: { width: 104, height: 44 },
    gaps: { nodesep: 24, ranksep: 40, edgesep: 16 }
  },
  names: {
    card: { width: 200, header: 28, row: 0, foot: 0, most: 0 },
    label: { width: 20, height: 14 },
    gaps: { nodesep: 10, ranksep: 48, edgesep: 4 }
  }
}

export const CARD = SIZES.keys.card
/** Room at either side of a card for the links of a table to itself, and under it beside that of their labels. */
export const LOOP = { side: 24, below: 12 }

export type CardRow = { name: string; isKey: boolean; isLinked: boolean }
/** A table that no link touches. */
export type Isolated = { name: string; rows: number; key: readonly string[] }
export type Card = {
  name: string
  rows: number
  shown: CardRow[]
  /** Rows, the first ones, that make one key together. */
  keyRows: number
  /** Columns that have no row of their own. */
  others: number
  isExpanded: boolean
  /** Whether more columns can be shown, or fewer. */
  canExpand: boolean
  x: number
  y: number
  width: number
  height: number
}
export type Point = { x: number; y: number }
/** An end of an edge: where it meets a card, and on which side it leaves (1: right). */
export type Port = Point & { side: 1 | -1; many: boolean }
export type Edge = { link: Link; from: Port; to: Port; label: Point; stops: Point[]; path: string }
export type Diagram = {
  level: Level
  cards: Card[]
  edges: Edge[]
  isolated: Isolated[]
  width: number
  height: number
}
