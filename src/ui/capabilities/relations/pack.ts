type Size = { width: number; height: number }
type Place = { x: number; y: number }
type Packed = Size & { places: Place[] }

/** Width over height of a screen, about. */
const SHAPE = 1.8
/** Boxes up to which every way to break their rows and columns is tried. */
const MOST_TRIED = 60

/**
 * Places boxes in rows or in columns, as they come, `gap` pixels apart: in the way that can be shown largest in a room of this
 * width over height.
 */
export function packBoxes(boxes: readonly Size[], gap: number, shape = SHAPE): Packed {
  const turned = boxes.map(turnedSize)
  const ways = [
    ...breaksOf(boxes, gap, shape).map((most) => inRows(boxes, gap, most)),
    ...breaksOf(turned, gap, 1 / shape).map((most) => turnedBack(inRows(turned, gap, most)))
  ]
  const [first, ...others] = ways
  if (!first) return { places: [], width: 0, height: 0 }
  const needs = ({ width, height }: Size): number => Math.max(width / shape, height)
  return others.reduce((best, way) => (needs(way) < needs(best) - 1 ? way : best), first)
}

/** Widths after which a row may be broken. */
function breaksOf(boxes: readonly Size[], gap: number, shape: number): number[] {
  const area = boxes.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0)
  const widest = Math.max(0, ...boxes.map(({ width }) => width))
  const usual = Math.max(Math.sqrt(area * shape), widest)
  if (boxes.length > MOST_TRIED) return [usual]
  let end = -gap
  const ends = boxes.map(({ width }) => (end += gap + width))
  return [usual, ...ends.filter((width) => width >= widest)]
}

function inRows(boxes: readonly Size[], gap: number, most: number): Packed {
  const places: Place[] = []
  let [x, y, high, right] = [0, 0, 0, 0]
  for (const { width, height } of boxes) {
    if (x > 0 && x + width > most) [x, y, high] = [0, y + high + gap, 0]
    places.push({ x, y })
    x += width + gap
    high = Math.max(high, height)
    right = Math.max(right, x - gap)
  }
  return { places, width: right, height: y + high }
}

function turnedSize({ width, height }: Size): Size {
  return { width: height, height: width }
}

function turnedBack({ places, width, height }: Packed): Packed {
  return { places: places.map(({ x, y }) => ({ x: y, y: x })), width: height, height: width }
}
