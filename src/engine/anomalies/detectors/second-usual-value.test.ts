import { expect, test } from 'vitest'
import { ofCells } from '../cells'
import { detectorBench } from '../testing'
import { dependencyViolation } from './dependency-violation'
import { disguisedMissing } from './disguised-missing'
import { duplicateRows } from './duplicate-rows'
import { needlessDecimals } from './needless-decimals'

const bench = detectorBench()

test('a trainer of two clubs has two towns; a town that stands once beside the usual one is at fault', async () => {
  const players = `SELECT i AS n, 'T' || (i % 40) AS entraineur, CASE WHEN i % 40 = 0 AND i // 40 % 4 = 0 THEN 'Ville 99' ELSE 'Ville ' || (i % 40) END AS ville FROM range(4000) r(i)`
  const found = await bench.detect(dependencyViolation, players, [
    `UPDATE $t SET ville = 'Ville 7' WHERE n IN (41, 82)`
  ])
  const told = found.find(({ columns }) => columns[0] === 'ville')
  expect(await bench.rowids(told)).toEqual([41, 82])
})

test('of a mark that decides who leaves, those who leave at the middle mark are no slips', async () => {
  const marks = `SELECT i AS n, mark, CASE WHEN mark < 3 OR (mark = 3 AND hash(i * 7) % 100 < 15) THEN 'Oui' ELSE 'Non' END AS parti FROM (SELECT i, 1 + (hash(i) % 5)::INTEGER AS mark FROM range(1500) r(i))`
  expect(await bench.detect(dependencyViolation, marks)).toEqual([])
  const [slips] = await bench.detect(dependencyViolation, marks, [
    `UPDATE $t SET parti = CASE WHEN parti = 'Oui' THEN 'Non' ELSE 'Oui' END WHERE mark <> 3 AND n IN (SELECT n FROM $t WHERE mark <> 3 ORDER BY n LIMIT 4)`
  ])
  expect(slips?.rows).toBe(4)
})

test('a don’t know that many give is an answer of a list; the same word among few rows stands for a gap', async () => {
  const asked = (share: number) =>
    `SELECT i AS n, CASE WHEN hash(i) % 100 < ${share} THEN 'NSP' ELSE ['moins de 1 000', 'de 1 000 à 2 000', 'plus'][1 + (hash(i, 1) % 3)::INTEGER] END AS revenu FROM range(600) r(i)`
  const [often] = await bench.detect(disguisedMissing, asked(20))
  const [rarely] = await bench.detect(disguisedMissing, asked(3))
  expect([often?.confidence, rarely?.confidence]).toEqual([0.3, 0.95])
})

test('marks with one decimal keep their zero, whatever stray number stands beside them', async () => {
  const marks = `SELECT i AS n, ['3.5', '4.0', '4.2', '4.5', '5.0'][1 + i % 5] AS note FROM range(500) r(i)`
  expect(await bench.detect(needlessDecimals, marks, [`UPDATE $t SET note = '45' WHERE n IN (3, 9)`])).toEqual([])
})

test('a row too many has no wrong cell', async () => {
  const found = await bench.detect(duplicateRows, `SELECT i % 90 AS a, 'x' || (i % 90) AS b FROM range(100) r(i)`)
  expect(found).toHaveLength(1)
  expect(ofCells(found)).toEqual([])
})

test('a third column says which of two is at fault', async () => {
  const clients = `SELECT i AS n, 'C' || (i % 60) AS client, 'Ville ' || (i % 30) AS ville, lpad(((i % 30) * 37)::VARCHAR, 5, '0') AS cp FROM range(3000) r(i)`
  const found = await bench.detect(dependencyViolation, clients, [
    `UPDATE $t SET ville = 'Ville 7' WHERE n IN (40, 82)`
  ])
  const of = (column: string) => found.filter(({ columns }) => columns[0] === column)
  for (const one of of('ville')) expect(await bench.rowids(one)).toEqual([40, 82])
  expect(of('ville')).not.toEqual([])
  expect(of('cp')).toEqual([])
})
