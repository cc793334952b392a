import { expect, test } from 'vitest'
import { mixedUnits } from './detectors/mixed-units'
import { detectorBench } from './testing'

const bench = detectorBench()

test('what is at fault is shown as such, not as an example of what most texts are', async () => {
  const prices = `SELECT i AS n, CASE WHEN i % 50 = 3 THEN '170,91 €' ELSE (10 + i % 90) || ',' || (10 + i % 80) END AS prix FROM range(400) r(i)`
  const [found] = await bench.detect(mixedUnits, prices)
  expect(found?.explanation.fr).toBe(
    'La plupart des valeurs s’écrivent comme « 9 » (9 : un nombre), non comme celles-ci. Ici : « 170,91 € ».'
  )
  expect(found?.explanation.en).toBe('Most values are written as “9” (9: a number), not as these. Here: “170,91 €”.')
})
