import { expect, test } from 'vitest'
import { createRandom } from '../../stats/random'
import { detectorBench } from '../testing'
import { staleBefore, staleRecord } from './stale-record'

const bench = detectorBench()
/** Rows brought up to date over a year, at random. */
const ROWS = `SELECT i AS n, ['Lyon', 'Nice', 'Lille', 'Pau'][1 + i % 4] AS agence, DATE '2025-02-01' + (hash(i) % 365)::INTEGER AS derniere_maj, DATE '1950-01-01' + (hash(i * 3) % 18000)::INTEGER AS naissance FROM range(600) r(i)`

test('rows last brought up to date long before all others are told; dates of another kind are not', async () => {
  const found = await bench.detect(staleRecord, ROWS, [
    `UPDATE $t SET derniere_maj = DATE '2019-04-01' + (n % 90)::INTEGER, naissance = DATE '1700-01-01' WHERE n IN (3, 40, 50)`
  ])
  expect(found.map(({ detector, dimension, place }) => [detector, dimension, place])).toEqual([
    ['stale_record', 'currentness', 'rows']
  ])
  expect(await bench.rowids(found[0])).toEqual([3, 40, 50])
})

test('an office whose updates stopped is told with its rows', async () => {
  const found = await bench.detect(staleRecord, ROWS, [
    `UPDATE $t SET derniere_maj = derniere_maj - INTERVAL 200 DAY WHERE agence = 'Pau'`
  ])
  expect(found.map(({ detector, rows }) => [detector, rows])).toEqual([['stale_part', 150]])
  expect(found[0]?.message.en).toContain('“Pau”')
  expect(found[0]?.explanation.fr).toMatch(/« Pau » : le \d+(er)? \p{L}+ 202\d \(n = 150\) ; ailleurs, jusqu’au \d+(er)? \p{L}+ 2026\./u) // prettier-ignore
  expect(JSON.stringify(found)).not.toMatch(/(jusqu’au|until|le|on) \d{4}-\d\d/)
})

test('the rows of a part that stopped are those whose date can be read, whatever its column is called', async () => {
  const select = `SELECT agence AS "Day", strftime(derniere_maj, '%d/%m/%Y') AS "dateMaj" FROM (${ROWS})`
  const found = await bench.detect(staleRecord, select, [
    `UPDATE $t SET "dateMaj" = strftime(strptime("dateMaj", '%d/%m/%Y') - INTERVAL 200 DAY, '%d/%m/%Y') WHERE "Day" = 'Pau'`,
    `UPDATE $t SET "dateMaj" = 'à revoir' WHERE rowid IN (3, 7)`
  ])
  expect(found.map(({ detector, rows, columns }) => [detector, rows, columns])).toEqual([
    ['stale_part', 148, ['dateMaj']]
  ])
})

test.each(['updatedAt', 'lastUpdate', 'dateMaj', 'last_update', 'DATE_MAJ'])(
  '%s is a date of updates',
  async (name) => {
    const found = await bench.detect(staleRecord, `SELECT derniere_maj AS "${name}" FROM (${ROWS})`, [
      `UPDATE $t SET "${name}" = DATE '2019-04-01' WHERE rowid < 3`
    ])
    expect(found.map(({ rows, message }) => [rows, message.fr])).toEqual([
      [3, expect.stringContaining('mises à jour pour la dernière fois')]
    ])
    expect(found[0]?.message.fr).toContain('(le 1er avril 2019 au plus tard)')
    expect(found[0]?.message.en).toContain('(on 1 April 2019 at the latest)')
    // From 2019-04-01 to the first of the others, both left out.
    const days = (Date.UTC(2025, 1, 1) - Date.UTC(2019, 3, 1)) / 86_400_000 - 1
    expect(found[0]?.explanation.en).toContain(`: ${days.toLocaleString('en-GB')} days without`)
  }
)

test('a date that stands for a missing one is no update', async () => {
  const found = await bench.detect(staleRecord, ROWS, [
    `UPDATE $t SET derniere_maj = DATE '1900-01-01' WHERE n % 20 = 3`
  ])
  expect(found).toEqual([])
})

test.each([1, 2, 3])('a long tail of older and older updates is no fault; seed %i', async (seed) => {
  const random = createRandom(seed)
  for (let table = 0; table < 40; table++) {
    const counts = new Map<number, number>()
    for (let row = 0; row < 400; row++) {
      const day = 20_000 - Math.floor(-200 * Math.log(1 - random.next()))
      counts.set(day, (counts.get(day) ?? 0) + 1)
    }
    const days = [...counts].map(([day, n]) => ({ day, n })).sort((a, b) => a.day - b.day)
    expect(staleBefore(days)?.rows ?? 0).toBeLessThanOrEqual(1)
  }
  expect(await bench.detect(staleRecord, ROWS)).toEqual([])
})
