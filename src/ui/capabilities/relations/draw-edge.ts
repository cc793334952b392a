import type { Link } from '../../../contract'
import { LOOP, SIZES, type Card, type Edge, type Level, type Point, type Port } from './diagram'

export function isLoop({ from, to }: Link): boolean {
  return from.name === to.name
}

/** The bends of an edge; where one stands in a column of cards, the edge goes straight on past their whole width. */
export function aroundCards(points: readonly Point[], cards: readonly Pick<Card, 'x' | 'width'>[]): Point[] {
  return points.flatMap((point, place) => {
    const column = cards.find(({ x, width }) => Math.abs(x + width / 2 - point.x) < 4)
    if (!column) return [point]
    const side = (points[place + 1]?.x ?? Infinity) >= point.x ? 1 : -1
    return [-side, side].map((step) => ({ x: point.x + (step * column.width) / 2, y: point.y }))
  })
}

type Route = { label: Point; bends: readonly Point[]; level: Level }

export function drawEdge(link: Link, from: Card, to: Card, { label, bends, level }: Route): Edge {
  const { start, end } = portsOf(link, from, to, level)
  const stops: Point[] = [start, ...bends, end]
  return { link, from: start, to: end, label, stops, path: pathThrough(stops) }
}

/** Where a link leaves one card and meets another, which stands beside it. */
export function portsOf(link: Link, from: Card, to: Card, level: Level): { start: Port; end: Port } {
  const side = from.x <= to.x ? 1 : -1
  return {
    start: portOf(from, lefts(link), side, link.cardinality.startsWith('n'), level),
    end: portOf(to, rights(link), side === 1 ? -1 : 1, !link.cardinality.endsWith('1'), level)
  }
}

export function pathThrough(stops: readonly Point[]): string {
  const [start = { x: 0, y: 0 }] = stops
  const bends = stops.slice(1).map((b, place) => {
    const a = stops[place] ?? start
    const middle = (a.x + b.x) / 2
    return `C ${middle} ${a.y} ${middle} ${b.y} ${b.x} ${b.y}`
  })
  return `M ${start.x} ${start.y} ${bends.join(' ')}`
}

/** A link of a table to itself: from the row of its column around under the card to the row of the key. */
export function drawLoop(
  link: Link,
  card: Card,
  place: number,
  { level, underCard }: { level: Level; underCard: number }
): Edge {
  const start = portOf(card, lefts(link), 1, link.cardinality.startsWith('n'), level)
  const end = portOf(card, rights(link), -1, !link.cardinality.endsWith('1'), level)
  const label = { x: card.x + card.width / 2, y: card.y + card.height + (place + 0.5) * underCard }
  const stops: Point[] = [start, { ...label }, end]
  return { link, from: start, to: end, label, stops, path: loopThrough(stops) }
}

export function loopThrough([start, low, end]: readonly Point[]): string {
  if (!start || !low || !end) return ''
  const [right, left] = [start.x + LOOP.side * 1.5, end.x - LOOP.side * 1.5]
  return `M ${start.x} ${start.y} C ${right} ${start.y} ${right} ${low.y} ${low.x} ${low.y} C ${left} ${low.y} ${left} ${end.y} ${end.x} ${end.y}`
}

function lefts({ on }: Link): string[] {
  return on.map(({ left }) => left)
}

function rights({ on }: Link): string[] {
  return on.map(({ right }) => right)
}

/**
 * The place at a card's side where the rows of a link's columns are: amid them where they stand together, else at the first
 * one; the header where the card shows none.
 */
function portOf(card: Card, columns: readonly string[], side: 1 | -1, many: boolean, level: Level): Port {
  const { header, row } = SIZES[level].card
  const places = columns.map((column) => card.shown.findIndex(({ name }) => name === column)).sort((a, b) => a - b)
  const [first = -1, last = -1] = [places[0], places.at(-1)]
  const amid = last - first === places.length - 1 ? (first + last) / 2 : first
  const y = card.y + (first < 0 ? Math.min(header, card.height) / 2 : header + (amid + 0.5) * row)
  return { x: side === 1 ? card.x + card.width : card.x, y, side, many }
}
