import { Graph, layout } from '@dagrejs/dagre'
import type { Link, RelationsFound, TableRef } from '../../../contract'
import { blocksOf, drawBlock } from './blocks'
import { LOOP, SIZES, type Card, type Diagram, type Edge, type Level, type Point } from './diagram'
import { aroundCards, drawEdge, drawLoop, isLoop, loopThrough, pathThrough } from './draw-edge'
import { packBoxes } from './pack'

export { CARD } from './diagram'

const GAP: Record<Level, number> = { keys: 40, names: 24 }

/** How a diagram is drawn. */
export type Form = {
  level: Level
  /** Columns that tables linked with the same one alone are spread over. */
  spread: number
  /** Width over height to come near to, where groups of tables are placed beside and below each other. */
  shape?: number
}

/**
 * Places tables and links: each group of linked tables from left to right, tables that refer before those that they refer to,
 * and groups beside and below each other. Cards show keys and linked columns, all columns where `expanded`. Tables without a
 * link are told apart. Pure; sizes in pixels.
 */
export function layoutDiagram(
  { tables, keys }: RelationsFound,
  links: readonly Link[],
  expanded: ReadonlySet<string> = new Set(),
  { level, spread, shape }: Form = { level: 'keys', spread: 1 }
): Diagram {
  const isLinked = new Set(links.flatMap(({ from, to }) => [from.name, to.name]))
  const keyOf = ({ name }: TableRef): readonly string[] =>
    keys.find((candidate) => candidate.table.name === name && !candidate.weak)?.columns ?? []
  const wide = Math.max(0, ...[...isLinked].map((name) => [...name].length))
  const cards = tables
    .filter(({ table }) => isLinked.has(table.name))
    .map(({ table, rows, columns }) => {
      const told = { name: table.name, rows, columns }
      return level === 'names' ? nameCardOf(told, wide) : cardOf(told, keyOf(table), links, expanded)
    })
  const isolated = tables
    .filter(({ table }) => !isLinked.has(table.name))
    .map(({ table, rows }) => ({ name: table.name, rows, key: keyOf(table) }))
  const groups = groupsOf(cards, links).map((group) =>
    place(
      group,
      links.filter(({ from }) => group.some(({ name }) => name === from.name)),
      { level, spread }
    )
  )
  const { places, width, height } = packBoxes(groups, GAP[level], shape)
  for (const [at, group] of groups.entries()) moveBy(group, places[at] ?? { x: 0, y: 0 })
  return {
    level,
    cards: groups.flatMap((group) => group.cards),
    edges: groups.flatMap((group) => group.edges),
    isolated,
    width,
    height
  }
}

type Told = { name: string; rows: number; columns: readonly string[] }

function cardOf(
  { name, rows, columns }: Told,
  key: readonly string[],
  links: readonly Link[],
  expanded: ReadonlySet<string>
): Card {
  const { card } = SIZES.keys
  const linked = new Set(
    links.flatMap(({ from, to, on }) => [
      ...(from.name === name ? on.map(({ left }) => left) : []),
      ...(to.name === name ? on.map(({ right }) => right) : [])
    ])
  )
  const isExpanded = expanded.has(name)
  // In the order of the links: columns that refer together stand together.
  const others = [...linked].filter((column) => columns.includes(column) && !key.includes(column))
  const first = [...key, ...others]
  const few = first.slice(0, card.most)
  const named = isExpanded ? [...first, ...columns.filter((column) => !first.includes(column))] : few
  const shown = named.map((column) => ({ name: column, isKey: key.includes(column), isLinked: linked.has(column) }))
  const canExpand = columns.length > few.length
  const height = card.header + (shown.length + (canExpand ? 1 : 0)) * card.row + card.foot
  const keyRows = shown.filter(({ isKey }) => isKey).length
  const left = columns.length - shown.length
  return { name, rows, shown, keyRows, others: left, isExpanded, canExpand, x: 0, y: 0, width: card.width, height }
}

/** As wide as the longest name of the diagram needs, within limits. */
function nameCardOf({ name, rows, columns }: Told, longest: number): Card {
  const { width, header } = SIZES.names.card
  const none = { shown: [], keyRows: 0, others: columns.length, isExpanded: false, canExpand: false }
  const needed = Math.round(NAME.around + NAME.character * Math.max(longest, NAME.fewest))
  return { name, rows, ...none, x: 0, y: 0, width: Math.min(width, needed), height: header }
}

/** Width of a character of a name, about, and of what is around them. */
const NAME = { character: 8.6, around: 20, fewest: 8 }

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

function place(cards: Card[], links: readonly Link[], { level, spread }: Form): Placed {
  const { label, gaps } = SIZES[level]
  const graph = new Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'LR', ...gaps, marginx: 12, marginy: 12 })
  // By place, never by name: dagre keeps its nodes as keys of plain objects.
  const nodeOf = (name: string): string => `t${cards.findIndex((card) => card.name === name)}`
  const loopsOf = (card: Card): Link[] => links.filter((link) => isLoop(link) && link.from.name === card.name)
  const underCard = label.height + LOOP.below
  const below = (card: Card): number => loopsOf(card).length * underCard
  const blocks = level === 'names' ? blocksOf(cards, links, spread) : []
  const blockOf = (name: string): number => blocks.findIndex((block) => block.cards.some((card) => card.name === name))
  for (const [at, { width, height, hub, isBefore }] of blocks.entries()) {
    graph.setNode(`b${at}`, { width, height })
    graph.setEdge(isBefore ? `b${at}` : nodeOf(hub), isBefore ? nodeOf(hub) : `b${at}`, {}, `b${at}`)
  }
  const alone = cards.filter(({ name }) => blockOf(name) < 0)
  const between = links.filter(({ from, to }) => blockOf(from.name) < 0 && blockOf(to.name) < 0)
  for (const card of alone) {
    const width = card.width + (loopsOf(card).length ? 2 * LOOP.side : 0)
    graph.setNode(nodeOf(card.name), { width, height: card.height + below(card) })
  }
  for (const [at, { from, to }] of between.entries())
    if (from.name !== to.name) graph.setEdge(nodeOf(from.name), nodeOf(to.name), { ...label, labelpos: 'c' }, `e${at}`)
  layout(graph)
  const middleOf = (node: string): Point => {
    const { x = 0, y = 0 } = graph.node(node) as Partial<Point>
    return { x, y }
  }
  for (const card of alone) {
    const { x, y } = middleOf(nodeOf(card.name))
    card.x = x - card.width / 2
    card.y = y - (card.height + below(card)) / 2
  }
  const standing = [...alone, ...blocks.map(({ width }, at) => ({ x: middleOf(`b${at}`).x - width / 2, width }))]
  const edges = between.flatMap((link, at) => {
    const from = cards.find(({ name }) => name === link.from.name)
    const to = cards.find(({ name }) => name === link.to.name)
    if (!from || !to) return []
    if (isLoop(link)) return [drawLoop(link, from, loopsOf(from).indexOf(link), { level, underCard })]
    const { x = 0, y = 0, points = [] } = graph.edge(nodeOf(from.name), nodeOf(to.name), `e${at}`) as Partial<Routed>
    return [drawEdge(link, from, to, { label: { x, y }, bends: aroundCards(points.slice(1, -1), standing), level })]
  })
  for (const [at, block] of blocks.entries()) {
    const hub = cards.find(({ name }) => name === block.hub)
    if (hub) edges.push(...drawBlock(block, middleOf(`b${at}`), hub, links))
  }
  const right = Math.max(0, ...cards.map(({ x, width }) => x + width))
  const bottom = Math.max(0, ...cards.map((card) => card.y + card.height + below(card)))
  return { cards, edges, width: right + 16, height: bottom + 16 }
}

type Routed = Point & { points: Point[] }

/** Shifts all that is drawn of a group. */
function moveBy({ cards, edges }: Placed, { x, y }: Point): void {
  for (const card of cards) Object.assign(card, { x: card.x + x, y: card.y + y })
  for (const edge of edges) {
    for (const point of [...edge.stops, edge.label]) Object.assign(point, { x: point.x + x, y: point.y + y })
    edge.path = isLoop(edge.link) ? loopThrough(edge.stops) : pathThrough(edge.stops)
  }
}
