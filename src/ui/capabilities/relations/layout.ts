import { Graph, layout } from '@dagrejs/dagre'
import type { Link, RelationsFound } from '../../../contract'

export const CARD = { width: 208, header: 48, row: 24, foot: 8, most: 8 }
const LABEL = { width: 104, height: 44 }

export type CardRow = { name: string; isKey: boolean; isLinked: boolean }
export type Card = {
  name: string
  rows: number
  shown: CardRow[]
  /** Columns that have no row of their own. */
  others: number
  x: number
  y: number
  height: number
}
export type Point = { x: number; y: number }
/** An end of an edge: where it meets a card, and on which side it leaves (1: right). */
export type Port = Point & { side: 1 | -1; many: boolean }
export type Edge = { link: Link; from: Port; to: Port; label: Point; path: string }
export type Diagram = { cards: Card[]; edges: Edge[]; width: number; height: number }

/** Places tables and links from left to right: tables that refer, then those that they refer to. Pure; sizes in pixels. */
export function layoutDiagram({ tables, keys }: RelationsFound, links: readonly Link[]): Diagram {
  const cards = tables.map(({ table, rows, columns }) => {
    const key = keys.find((candidate) => candidate.table.name === table.name)?.columns ?? []
    const linked = new Set(
      links.flatMap(({ from, to, on }) =>
        on.flatMap(({ left, right }) => [
          ...(from.name === table.name ? [left] : []),
          ...(to.name === table.name ? [right] : [])
        ])
      )
    )
    const named = [...key, ...columns.filter((name) => linked.has(name) && !key.includes(name))].slice(0, CARD.most)
    const shown = named.map((name) => ({ name, isKey: key.includes(name), isLinked: linked.has(name) }))
    const others = columns.length - shown.length
    const height = CARD.header + (shown.length + (others > 0 ? 1 : 0)) * CARD.row + CARD.foot
    return { name: table.name, rows, shown, others, x: 0, y: 0, height }
  })
  return place(cards, links)
}

function place(cards: Card[], links: readonly Link[]): Diagram {
  const graph = new Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'LR', nodesep: 28, ranksep: 40, edgesep: 20, marginx: 12, marginy: 12 })
  // By place, never by name: dagre keeps its nodes as keys of plain objects.
  const nodeOf = (name: string): string => `t${cards.findIndex((card) => card.name === name)}`
  for (const card of cards) graph.setNode(nodeOf(card.name), { width: CARD.width, height: card.height })
  for (const [at, { from, to }] of links.entries())
    graph.setEdge(nodeOf(from.name), nodeOf(to.name), { ...LABEL, labelpos: 'c' }, `e${at}`)
  layout(graph)
  for (const card of cards) {
    const { x = 0, y = 0 } = graph.node(nodeOf(card.name)) as Partial<Point>
    card.x = x - CARD.width / 2
    card.y = y - card.height / 2
  }
  const edges = links.flatMap((link, at) => {
    const from = cards.find(({ name }) => name === link.from.name)
    const to = cards.find(({ name }) => name === link.to.name)
    if (!from || !to) return []
    const { x = 0, y = 0, points = [] } = graph.edge(nodeOf(from.name), nodeOf(to.name), `e${at}`) as Partial<Routed>
    return [drawEdge(link, from, to, { x, y }, aroundCards(points.slice(1, -1), cards))]
  })
  const right = Math.max(0, ...cards.map(({ x }) => x + CARD.width))
  const bottom = Math.max(0, ...cards.map(({ y, height }) => y + height))
  return { cards, edges, width: right + 16, height: bottom + 16 }
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
  const bend = (a: Point, b: Point): string => {
    const middle = (a.x + b.x) / 2
    return `C ${middle} ${a.y} ${middle} ${b.y} ${b.x} ${b.y}`
  }
  const stops: Point[] = [start, ...bends, end]
  const path = stops.slice(1).map((stop, place) => bend(stops[place] ?? start, stop))
  return { link, from: start, to: end, label, path: `M ${start.x} ${start.y} ${path.join(' ')}` }
}

/** The place at a card's side where the row of a column is; its header where it has none. */
function portOf(card: Card, column: string | undefined, side: 1 | -1, many: boolean): Port {
  const row = card.shown.findIndex(({ name }) => name === column)
  const y = card.y + (row < 0 ? CARD.header / 2 : CARD.header + (row + 0.5) * CARD.row)
  return { x: side === 1 ? card.x + CARD.width : card.x, y, side, many }
}
