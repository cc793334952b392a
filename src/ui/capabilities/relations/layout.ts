import { Graph, layout } from '@dagrejs/dagre'
import type { Link, RelationsFound, TableRef } from '../../../contract'
import { packBoxes } from './pack'

export const CARD = { width: 208, header: 48, row: 24, foot: 8, most: 8 }
const GAP = 40
const LABEL = { width: 104, height: 44 }
/** Room at either side of a card for the links of a table to itself, and under it for each of them. */
const LOOP = { side: 24, below: LABEL.height + 12 }

export type CardRow = { name: string; isKey: boolean; isLinked: boolean }
/** A table that no link touches. */
export type Isolated = { name: string; rows: number; key: readonly string[] }
export type Card = {
  name: string
  rows: number
  shown: CardRow[]
  /** Columns that have no row of their own. */
  others: number
  isExpanded: boolean
  /** Whether more columns can be shown, or fewer. */
  canExpand: boolean
  x: number
  y: number
  height: number
}
export type Point = { x: number; y: number }
/** An end of an edge: where it meets a card, and on which side it leaves (1: right). */
export type Port = Point & { side: 1 | -1; many: boolean }
export type Edge = { link: Link; from: Port; to: Port; label: Point; stops: Point[]; path: string }
export type Diagram = { cards: Card[]; edges: Edge[]; isolated: Isolated[]; width: number; height: number }

/**
 * Places tables and links: each group of linked tables from left to right, tables that refer before those that they refer to,
 * and groups beside and below each other. Cards show keys and linked columns, all columns where `expanded`. Tables without a
 * link are told apart. Pure; sizes in pixels.
 */
export function layoutDiagram(
  { tables, keys }: RelationsFound,
  links: readonly Link[],
  expanded: ReadonlySet<string> = new Set()
): Diagram {
  const isLinked = new Set(links.flatMap(({ from, to }) => [from.name, to.name]))
  const keyOf = ({ name }: TableRef): readonly string[] =>
    keys.find((candidate) => candidate.table.name === name && !candidate.weak)?.columns ?? []
  const cards = tables
    .filter(({ table }) => isLinked.has(table.name))
    .map(({ table, rows, columns }) => cardOf({ name: table.name, rows, columns }, keyOf(table), links, expanded))
  const isolated = tables
    .filter(({ table }) => !isLinked.has(table.name))
    .map(({ table, rows }) => ({ name: table.name, rows, key: keyOf(table) }))
  const groups = groupsOf(cards, links).map((group) =>
    place(
      group,
      links.filter(({ from }) => group.some(({ name }) => name === from.name))
    )
  )
  const { places, width, height } = packBoxes(groups, GAP)
  for (const [at, group] of groups.entries()) moveBy(group, places[at] ?? { x: 0, y: 0 })
  return {
    cards: groups.flatMap((group) => group.cards),
    edges: groups.flatMap((group) => group.edges),
    isolated,
    width,
    height
  }
}

function cardOf(
  { name, rows, columns }: { name: string; rows: number; columns: readonly string[] },
  key: readonly string[],
  links: readonly Link[],
  expanded: ReadonlySet<string>
): Card {
  const linked = new Set(
    links.flatMap(({ from, to, on }) =>
      on.flatMap(({ left, right }) => [...(from.name === name ? [left] : []), ...(to.name === name ? [right] : [])])
    )
  )
  const isExpanded = expanded.has(name)
  const first = [...key, ...columns.filter((column) => linked.has(column) && !key.includes(column))]
  const few = first.slice(0, CARD.most)
  const named = isExpanded ? [...first, ...columns.filter((column) => !first.includes(column))] : few
  const shown = named.map((column) => ({ name: column, isKey: key.includes(column), isLinked: linked.has(column) }))
  const canExpand = columns.length > few.length
  const height = CARD.header + (shown.length + (canExpand ? 1 : 0)) * CARD.row + CARD.foot
  return { name, rows, shown, others: columns.length - shown.length, isExpanded, canExpand, x: 0, y: 0, height }
}

/** The cards that links hold together, the largest group first. */
function groupsOf(cards: readonly Card[], links: readonly Link[]): Card[][] {
  const groups = new Map(cards.map((card) => [card.name, [card]]))
  for (const { from, to } of links) {
    const [one, other] = [groups.get(from.name), groups.get(to.name)]
    if (!one || !other || one === other) continue
    one.push(...other)
    for (const { name } of other) groups.set(name, one)
  }
  return [...new Set(groups.values())].sort((a, b) => b.length - a.length)
}

type Placed = { cards: Card[]; edges: Edge[]; width: number; height: number }

function place(cards: Card[], links: readonly Link[]): Placed {
  const graph = new Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'LR', nodesep: 24, ranksep: 40, edgesep: 16, marginx: 12, marginy: 12 })
  // By place, never by name: dagre keeps its nodes as keys of plain objects.
  const nodeOf = (name: string): string => `t${cards.findIndex((card) => card.name === name)}`
  const loopsOf = (card: Card): Link[] => links.filter((link) => isLoop(link) && link.from.name === card.name)
  const below = (card: Card): number => loopsOf(card).length * LOOP.below
  for (const card of cards) {
    const width = CARD.width + (loopsOf(card).length ? 2 * LOOP.side : 0)
    graph.setNode(nodeOf(card.name), { width, height: card.height + below(card) })
  }
  for (const [at, { from, to }] of links.entries())
    if (from.name !== to.name) graph.setEdge(nodeOf(from.name), nodeOf(to.name), { ...LABEL, labelpos: 'c' }, `e${at}`)
  layout(graph)
  for (const card of cards) {
    const { x = 0, y = 0 } = graph.node(nodeOf(card.name)) as Partial<Point>
    card.x = x - CARD.width / 2
    card.y = y - (card.height + below(card)) / 2
  }
  const edges = links.flatMap((link, at) => {
    const from = cards.find(({ name }) => name === link.from.name)
    const to = cards.find(({ name }) => name === link.to.name)
    if (!from || !to) return []
    if (isLoop(link)) return [drawLoop(link, from, loopsOf(from).indexOf(link))]
    const { x = 0, y = 0, points = [] } = graph.edge(nodeOf(from.name), nodeOf(to.name), `e${at}`) as Partial<Routed>
    return [drawEdge(link, from, to, { x, y }, aroundCards(points.slice(1, -1), cards))]
  })
  const right = Math.max(0, ...cards.map(({ x }) => x + CARD.width))
  const bottom = Math.max(0, ...cards.map((card) => card.y + card.height + below(card)))
  return { cards, edges, width: right + 16, height: bottom + 16 }
}

/** Shifts all that is drawn of a group. */
function moveBy({ cards, edges }: Placed, { x, y }: Point): void {
  for (const card of cards) Object.assign(card, { x: card.x + x, y: card.y + y })
  for (const edge of edges) {
    for (const point of [...edge.stops, edge.label]) Object.assign(point, { x: point.x + x, y: point.y + y })
    edge.path = isLoop(edge.link) ? loopThrough(edge.stops) : pathThrough(edge.stops)
  }
}

type Routed = Point & { points: Point[] }

/** The bends of an edge; where one stands in a column of cards, the edge goes straight on past their whole width. */
function aroundCards(points: readonly Point[], cards: readonly Card[]): Point[] {
  return points.flatMap((point, place) => {
    const column = cards.find(({ x }) => Math.abs(x + CARD.width / 2 - point.x) < 4)
    if (!column) return [point]
    const side = (points[place + 1]?.x ?? Infinity) >= point.x ? 1 : -1
    return [-side, side].map((step) => ({ x: point.x + (step * CARD.width) / 2, y: point.y }))
  })
}

function drawEdge(link: Link, from: Card, to: Card, label: Point, bends: readonly Point[]): Edge {
  const side = from.x <= to.x ? 1 : -1
  const start = portOf(from, link.on[0]?.left, side, link.cardinality.startsWith('n'))
  const end = portOf(to, link.on[0]?.right, side === 1 ? -1 : 1, !link.cardinality.endsWith('1'))
  const stops: Point[] = [start, ...bends, end]
  return { link, from: start, to: end, label, stops, path: pathThrough(stops) }
}

function pathThrough(stops: readonly Point[]): string {
  const [start = { x: 0, y: 0 }] = stops
  const bends = stops.slice(1).map((b, place) => {
    const a = stops[place] ?? start
    const middle = (a.x + b.x) / 2
    return `C ${middle} ${a.y} ${middle} ${b.y} ${b.x} ${b.y}`
  })
  return `M ${start.x} ${start.y} ${bends.join(' ')}`
}

function isLoop({ from, to }: Link): boolean {
  return from.name === to.name
}

/** A link of a table to itself: from the row of its column around under the card to the row of the key. */
function drawLoop(link: Link, card: Card, place: number): Edge {
  const start = portOf(card, link.on[0]?.left, 1, link.cardinality.startsWith('n'))
  const end = portOf(card, link.on[0]?.right, -1, !link.cardinality.endsWith('1'))
  const label = { x: card.x + CARD.width / 2, y: card.y + card.height + (place + 0.5) * LOOP.below }
  const stops: Point[] = [start, { ...label }, end]
  return { link, from: start, to: end, label, stops, path: loopThrough(stops) }
}

function loopThrough([start, low, end]: readonly Point[]): string {
  if (!start || !low || !end) return ''
  const [right, left] = [start.x + LOOP.side * 1.5, end.x - LOOP.side * 1.5]
  return `M ${start.x} ${start.y} C ${right} ${start.y} ${right} ${low.y} ${low.x} ${low.y} C ${left} ${low.y} ${left} ${end.y} ${end.x} ${end.y}`
}

/** The place at a card's side where the row of a column is; its header where it has none. */
function portOf(card: Card, column: string | undefined, side: 1 | -1, many: boolean): Port {
  const row = card.shown.findIndex(({ name }) => name === column)
  const y = card.y + (row < 0 ? CARD.header / 2 : CARD.header + (row + 0.5) * CARD.row)
  return { x: side === 1 ? card.x + CARD.width : card.x, y, side, many }
}
