import { expect, test } from 'vitest'
import { detectorBench } from '../testing'
import { dependencyViolation } from './dependency-violation'
import { rareCategory } from './rare-category'
import { shapeMinority } from './shape-minority'

const bench = detectorBench()

test('the rare high counts of a number of things are its tail; a number apart is off the list', async () => {
  const select = `SELECT i AS n, CASE WHEN i < 4 THEN 4 WHEN i < 6 THEN 5 ELSE hash(i) % 4 END::INTEGER AS enfants FROM range(1000) r(i)`
  expect(await bench.detect(rareCategory, select)).toEqual([])
  const [apart] = await bench.detect(rareCategory, select, [`UPDATE $t SET enfants = 30 WHERE n < 6`])
  expect(apart?.rows).toBe(6)
})

test('that rows of one price are alike elsewhere is no rule', async () => {
  // Two kinds of contract, nearly told apart by the price.
  const select = `SELECT i AS n, (20 + (hash(i) % 400) / 8)::DECIMAL(8, 2) AS prix, CASE WHEN hash(i) % 400 < 200 AND i % 67 > 0 THEN 'base' ELSE 'plus' END AS contrat FROM range(4000) r(i)`
  expect(await bench.detect(dependencyViolation, select)).toEqual([])
})

test('dates with a place behind them are held to their form, though each text is another', async () => {
  const select = `SELECT i AS n, (1 + i % 28) || ' ' || ['January', 'March', 'June'][1 + i % 3] || ' ' || (1980 + i % 30) || ' (' || ['USA', 'France', 'Japan'][1 + (i // 3) % 3] || ')' AS sortie FROM range(800) r(i)`
  const [found, ...others] = await bench.detect(shapeMinority, select, [
    `UPDATE $t SET sortie = '03/14/1999' WHERE n = 4`,
    `UPDATE $t SET sortie = '1987' WHERE n = 9`
  ])
  expect(others).toEqual([])
  expect(await bench.rowids(found)).toEqual([4, 9])
})
