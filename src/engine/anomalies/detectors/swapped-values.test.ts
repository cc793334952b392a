import { expect, test } from 'vitest'
import { detectorBench } from '../testing'
import { swappedValues } from './swapped-values'

const bench = detectorBench()
const PEOPLE = `SELECT i AS n, ['Martin', 'Durand', 'Petit', 'Moreau', 'Simon'][1 + (hash(i) % 5)::INTEGER] AS nom, ['Léa', 'Hugo', 'Simon', 'Inès'][1 + (hash(i * 3) % 4)::INTEGER] AS prenom, ['Lyon', 'Nice'][1 + i % 2] AS ville FROM range(600) r(i)`

test('two cells that took each other’s place are both told, and no other', async () => {
  const found = await bench.detect(swappedValues, PEOPLE, [
    `UPDATE $t SET nom = prenom, prenom = nom WHERE n % 100 = 7 AND prenom <> 'Simon' AND nom <> 'Simon'`
  ])
  expect(found.map(({ columns, cells, rows }) => [columns, cells === 2 * rows])).toEqual([[['nom', 'prenom'], true]])
  // No scale was measured for it.
  expect(found[0]?.confidence).toBeLessThan(0.7)
  const rows = await bench.rowids(found[0])
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.every((row) => row % 100 === 7)).toBe(true)
  expect(await bench.detect(swappedValues, PEOPLE)).toEqual([])
})

test('places to go from and to are of one list: a way back is no swap', async () => {
  const flights = `SELECT i AS n, CASE WHEN i % 30 = 0 THEN 'PHX' WHEN i % 31 = 0 THEN 'SFO' ELSE ['ORD', 'JFK'][1 + i % 2] END AS de, CASE WHEN i % 29 = 0 THEN 'ORD' WHEN i % 60 = 0 THEN 'JFK' ELSE ['PHX', 'SFO'][1 + i % 2] END AS vers FROM range(900) r(i)`
  expect(await bench.detect(swappedValues, flights)).toEqual([])
})
