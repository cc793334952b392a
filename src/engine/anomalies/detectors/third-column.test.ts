import { expect, test } from 'vitest'
import { detectorBench } from '../testing'
import { dependencyViolation } from './dependency-violation'
import { sourceConflict } from './source-conflict'

const bench = detectorBench()
const PLACES = `SELECT 'C' || (i % 30) AS insee, 'P' || (i % 30) AS postcode, 'Town ' || (i % 30) AS town, 'Land ' || (i % 30 // 2) AS land FROM range(1200) r(i)`
/** Another place in one row of so many. */
const movedTowns = (every: number): string =>
  `UPDATE $t SET town = 'Town ' || ((rowid + 1 + hash(rowid) % 29) % 30) WHERE rowid % ${every} = 7`
const movedLands = `UPDATE $t SET land = 'Land ' || ((rowid % 30 // 2 + 1 + hash(rowid) % 14) % 15) WHERE rowid % 13 = 3 AND rowid % 11 <> 7`

test('of columns that tell one another, the one at fault alone is told', async () => {
  const found = await bench.detect(dependencyViolation, PLACES, [movedTowns(100)])
  expect([...new Set(found.flatMap(({ columns }) => columns))]).toEqual(['town'])
  expect(new Set((await Promise.all(found.map((one) => bench.rowids(one)))).flat()).size).toBe(12)
})

test('so it is where many rows are at fault, in two columns', async () => {
  const edits = [movedTowns(11), movedLands]
  const found = [...(await bench.detect(sourceConflict, PLACES, edits)), ...(await bench.detect(dependencyViolation, PLACES, edits))] // prettier-ignore
  expect(new Set(found.flatMap(({ columns }) => columns))).toEqual(new Set(['town', 'land']))
  for (const one of found)
    for (const row of await bench.rowids(one))
      expect([one.columns[0], one.columns[0] === 'town' ? row % 11 : row % 13]).toEqual(
        one.columns[0] === 'town' ? ['town', 7] : ['land', 3]
      )
})

test('without a third column either may be at fault', async () => {
  const pair = `SELECT insee, town FROM (${PLACES})`
  const found = await bench.detect(dependencyViolation, pair, [movedTowns(100)])
  expect(new Set(found.flatMap(({ columns }) => columns))).toEqual(new Set(['insee', 'town']))
})

test('what follows from both says which of the two is at fault', async () => {
  // Too often another one is driven for the line to be a rule; it follows from driver and badge all the same.
  const tours = `SELECT 'Chauffeur ' || (i % 30) AS chauffeur, 'B' || (i % 30) AS badge, 'Ligne ' || (i % 30 // 3) AS ligne FROM range(1500) r(i)`
  const found = await bench.detect(dependencyViolation, tours, [
    `UPDATE $t SET badge = 'B' || ((rowid + 3 + hash(rowid) % 26) % 30) WHERE rowid % 83 = 7`,
    `UPDATE $t SET ligne = 'Ligne ' || ((rowid % 30 // 3 + 1 + hash(rowid) % 9) % 10) WHERE rowid % 7 = 3 AND rowid % 83 <> 7`
  ])
  expect([...new Set(found.flatMap(({ columns }) => columns))]).toEqual(['badge'])
  expect(new Set((await Promise.all(found.map((one) => bench.rowids(one)))).flat()).size).toBe(18)
})
