import type { Link } from '../../../contract'
import { SIZES, type Card, type Edge, type Point } from './diagram'
import { isLoop, pathThrough, portsOf } from './draw-edge'

/** Tables that one and the same table alone is linked with, all in one direction, placed together in columns. */
export type Block = {
  /** The table that they are linked with. */
  hub: string
  /** They refer to it, else it refers to them. */
  isBefore: boolean
  cards: readonly Card[]
  columns: number
  width: number
  height: number
}

const FEWEST = 3
/** Between two columns: room for the mark of a link. */
const BETWEEN = 36
/** From a card to the mark of its link, and to where the link runs between the rows. */
const MARK = 16
const TURN = 30

/** The blocks of some columns that stand in place of as many tables in one; by names only, where all cards are alike. */
export function blocksOf(cards: readonly Card[], links: readonly Link[], columns: number): Block[] {
  const found = new Map<string, { hub: string; isBefore: boolean; cards: Card[] }>()
  for (const card of columns > 1 ? cards : []) {
    const own = links.filter(({ from, to }) => from.name === card.name || to.name === card.name)
    const [link] = own
    if (!link || own.length > 1 || isLoop(link)) continue
    const isBefore = link.from.name === card.name
    const hub = isBefore ? link.to.name : link.from.name
    const key = JSON.stringify([hub, isBefore])
    const block = found.get(key) ?? { hub, isBefore, cards: [] }
    block.cards.push(card)
    found.set(key, block)
  }
  return [...found.values()]
    .filter((block) => block.cards.length >= FEWEST)
    .map((block) => {
      const wide = Math.min(columns, Math.ceil(block.cards.length / 2))
      const rows = Math.ceil(block.cards.length / wide)
      const [first] = block.cards
      const pitch = (first?.height ?? 0) + SIZES.names.gaps.nodesep
      return { ...block, columns: wide, width: wide * ((first?.width ?? 0) + BETWEEN), height: rows * pitch }
    })
}

/** Places the cards of a block around its middle, and draws their links along the rooms between its rows. */
export function drawBlock(block: Block, middle: Point, hub: Card, links: readonly Link[]): Edge[] {
  const { cards, columns, isBefore, width, height } = block
  const gap = SIZES.names.gaps.nodesep
  const left = middle.x - width / 2 + (isBefore ? 0 : BETWEEN)
  for (const [place, card] of cards.entries()) {
    card.x = left + (place % columns) * (card.width + BETWEEN)
    card.y = middle.y - height / 2 + Math.floor(place / columns) * (card.height + gap)
  }
  return cards.flatMap((card, place) => {
    const link = links.find(({ from, to }) => from.name === card.name || to.name === card.name)
    if (!link) return []
    const column = place % columns
    const passed = isBefore ? columns - 1 - column : column
    const out = isBefore ? 1 : -1
    const side = card.x + (isBefore ? card.width : 0)
    const label = { x: side + out * MARK, y: card.y + card.height / 2 }
    const lane = card.y + card.height + (gap * passed) / columns
    const end = middle.x + (out * width) / 2
    const bends = passed ? [label, { x: side + out * TURN, y: lane }, { x: end, y: lane }] : [label]
    const [from, to] = isBefore ? [card, hub] : [hub, card]
    const ports = portsOf(link, from, to, 'names')
    const stops = [ports.start, ...(isBefore ? bends : bends.toReversed()), ports.end]
    return [{ link, from: ports.start, to: ports.end, label: { ...label }, stops, path: pathThrough(stops) }]
  })
}
