type Size = { width: number; height: number }
type Place = { x: number; y: number }

/** Width over height of a screen, about. */
const SHAPE = 1.8

/** Places boxes in rows, as they come, about as wide and high together as `shape` says; `gap` pixels apart. */
export function packBoxes(boxes: readonly Size[], gap: number, shape = SHAPE): Size & { places: Place[] } {
  const area = boxes.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0)
  const most = Math.max(Math.sqrt(area * shape), ...boxes.map(({ width }) => width))
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
