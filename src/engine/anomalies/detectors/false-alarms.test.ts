import { expect, test } from 'vitest'
import { detectorBench } from '../testing'
import { dependencyViolation } from './dependency-violation'
import { missing } from './missing'
import { rareCategory } from './rare-category'
import { shapeMinority } from './shape-minority'
import { sourceConflict } from './source-conflict'
import { timeBreak } from './time-break'

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

test('what a customer mostly does is no source that the rest contradicts; its length is no second witness', async () => {
  const select = `SELECT n, client, 'L' || ligne AS ligne, 100 + 7 * ligne AS km, le FROM (SELECT i AS n, 'C' || (i % 300) AS client, CASE WHEN hash(i) % 8 > 0 THEN (i % 300) % 24 ELSE (hash(i * 7) % 24)::INTEGER END AS ligne, DATE '2025-01-01' + (hash(i * 3) % 300)::INTEGER AS le FROM range(3000) r(i))`
  expect(await bench.detect(sourceConflict, select)).toEqual([])
})

test('a number of rows that goes from none to one a week is no other level', async () => {
  const select = `SELECT i AS n, CASE WHEN i < 250 THEN DATE '2014-01-06' + (7 * i + i % 3)::INTEGER ELSE DATE '2012-06-04' + (21 * (i - 250))::INTEGER END AS inscrit FROM range(280) r(i)`
  expect(await bench.detect(timeBreak, select)).toEqual([])
})

test('a line of totals at the end is one nearly empty row, not a gap in every column', async () => {
  const select = `SELECT 'N' || i AS n, 'a' || i % 7 AS a, 'b' || i % 5 AS b, i % 9 AS c, DATE '2025-01-01' + (i % 90)::INTEGER AS d, i % 4 AS e FROM range(500) r(i)`
  const edits = [`UPDATE $t SET a = NULL WHERE n = 'N7'`, `INSERT INTO $t (n, c) VALUES ('Total', 2000)`]
  const found = await bench.detect(missing, select, edits)
  expect(found.map(({ columns, rows }) => [columns.join(), rows])).toEqual([
    ['a,b,d,e', 1],
    ['a', 1]
  ])
  expect(await bench.rowids(found[0])).toEqual([500])
  expect(await bench.rowids(found[1])).toEqual([7])
})
