import type { Link, RelationsFound } from '../../../contract'
import { type Level, SIZES } from './diagram'
import { type Form, layoutDiagram } from './layout'

type Size = { width: number; height: number }

/** Below this, the texts of a card cannot be read; those of a card of names are larger. */
export const READABLE: Record<Level, number> = { keys: 0.75, names: 0.65 }
/** From here on, a larger drawing would not be easier to read. */
const EASY = 0.95
const MOST_SPREAD = 6

/**
 * The form in which all of a diagram can be read at once in a room: with keys and figures where these fit, else the names
 * alone, as large as they get. `level` where the reader has chosen one.
 */
export function formFor(found: RelationsFound, links: readonly Link[], room: Size, level?: Level): Form {
  const shape = room.width / Math.max(1, room.height)
  const scaleOf = (form: Form): number => fittedScale(layoutDiagram(found, links, new Set(), form), room)
  const keys: Form = { level: 'keys', spread: 1, shape }
  if (level === 'keys') return keys
  if (level === undefined && mayBeRead(found, links, room) && scaleOf(keys) >= READABLE.keys) return keys
  let best: Form = { level: 'names', spread: 1, shape }
  let scale = scaleOf(best)
  while (scale < EASY && best.spread < MOST_SPREAD) {
    const next = { ...best, spread: best.spread + 1 }
    const nextScale = scaleOf(next)
    if (nextScale <= scale) break
    ;[best, scale] = [next, nextScale]
  }
  return best
}

/** False where the cards alone, with keys, are more than a room can hold: laying them out would tell nothing. */
function mayBeRead({ tables }: RelationsFound, links: readonly Link[], room: Size): boolean {
  const { card, gaps } = SIZES.keys
  const linked = new Set(links.flatMap(({ from, to }) => [from.name, to.name]))
  const count = tables.filter(({ table }) => linked.has(table.name)).length
  const least = (card.width + gaps.ranksep) * (card.header + card.row + card.foot + gaps.nodesep)
  return count * least <= (room.width * room.height) / READABLE.keys ** 2
}

/** How large a drawing is that stands in a room as a whole; never enlarged. */
export function fittedScale({ width, height }: Size, room: Size): number {
  return width && height ? Math.min(1, room.width / width, room.height / height) : 1
}
