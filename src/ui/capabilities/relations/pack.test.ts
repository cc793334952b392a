import { expect, test } from 'vitest'
import { packBoxes } from './pack'

test('boxes stand in the way that can be shown largest, none on another', () => {
  const boxes = [
    { width: 500, height: 760 },
    { width: 500, height: 300 },
    { width: 500, height: 150 },
    { width: 500, height: 130 }
  ]
  const wide = packBoxes(boxes, 40, 2.2)
  // The low ones under each other, beside the high one: in rows of two they would need 950 in height.
  expect([wide.width, wide.height]).toEqual([1040, 760])
  const high = packBoxes(boxes, 40, 0.3)
  expect([high.width, high.height]).toEqual([500, 1460])
  for (const { places } of [wide, high])
    for (const [at, place] of places.entries())
      for (const [other, { x, y }] of places.entries())
        if (other > at) {
          const [one, two] = [boxes[at]!, boxes[other]!]
          const apart = place.x + one.width <= x || x + two.width <= place.x || place.y + one.height <= y || y + two.height <= place.y // prettier-ignore
          expect(apart).toBe(true)
        }
  expect(packBoxes([], 40)).toEqual({ places: [], width: 0, height: 0 })
})
