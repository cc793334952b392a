import { expect, test } from 'vitest'
import { createRandom, type Random } from '../../stats/random'
import { detectorBench, valuesSql } from '../testing'
import { conditionalDependency } from './conditional-dependency'

const bench = detectorBench()
const TOWNS = Array.from({ length: 20 }, (_, at) => `Ville${at}`)

/** A town tells its region, from whatever source; where it does not, anything stands. */
function places(random: Random, wrong: (source: string) => boolean): { rows: string[][]; broken: number[] } {
  const broken: number[] = []
  const rows = Array.from({ length: 1500 }, (_, at) => {
    const source = random.chance(0.03) ? 'Ancien' : random.pick(['Web', 'Agence', 'Appel'])
    const town = random.below(20)
    const region = `Région ${wrong(source) ? (town + 1 + random.below(4)) % 5 : town % 5}`
    if (wrong(source)) broken.push(at)
    return [String(at), source, TOWNS[town] ?? '', region]
  })
  return { rows, broken }
}

test.each([1, 2, 3])(
  'a rule that fails in one segment is told with its rows; kept by all, or broken here and there, it is not; seed %i',
  async (seed) => {
    const columns = ['id', 'source', 'ville', 'region']
    expect(await bench.detect(conditionalDependency, valuesSql(columns, places(createRandom(seed), () => false).rows))).toEqual([]) // prettier-ignore
    const slips = createRandom(seed + 50)
    expect(await bench.detect(conditionalDependency, valuesSql(columns, places(createRandom(seed), () => slips.chance(0.02)).rows))).toEqual([]) // prettier-ignore
    const { rows, broken } = places(createRandom(seed), (source) => source === 'Ancien')
    const found = await bench.detect(conditionalDependency, valuesSql(columns, rows))
    expect(found.map(({ message }) => message.en)).toEqual([
      expect.stringMatching(/“region” follows “ville” everywhere but where “source” is “Ancien”/)
    ])
    expect(await bench.rowids(found[0])).toEqual(broken)
  }
)

test('amounts that come back by chance in a few articles are no rule that one article breaks', async () => {
  // The totals of article 9 are also those of dearer ones, which come oftener.
  const sales = `SELECT i AS n, 'SKU-' || lpad(sku::VARCHAR, 3, '0') AS sku, q AS quantity, price AS unit_price, round(q * price, 2) AS total FROM (
    SELECT i, sku, CASE WHEN sku = 9 THEN 2 + i // 12 % 3 ELSE 1 END AS q, CASE WHEN sku = 9 THEN 7.45 ELSE 7.45 * (2 + sku % 3) + (sku // 3 * 0.01) END AS price
    FROM (SELECT i, CASE WHEN i % 29 = 0 THEN 9 ELSE i % 9 END AS sku FROM range(2400) r(i)))`
  expect(await bench.detect(conditionalDependency, sales)).toEqual([])
})

test.each([1, 2])(
  'a town that its post code tells in all countries but one, of a tenth of the rows, is told; seed %i',
  async (seed) => {
    const random = createRandom(seed)
    const rows = Array.from({ length: 2000 }, (_, at) => {
      const country = random.chance(0.1) ? 'IE' : random.pick(['FR', 'BE', 'DE'])
      const town = random.below(25)
      return [String(at), country, `${country}-${1000 + town}`, country === 'IE' ? `Town ${random.below(25)}` : `Ville ${country}${town}`] // prettier-ignore
    })
    const found = await bench.detect(conditionalDependency, valuesSql(['id', 'pays', 'cp', 'ville'], rows))
    expect(found.map(({ message }) => message.en)).toEqual([
      expect.stringMatching(/“(ville|cp)” follows “(ville|cp)” everywhere but where “pays” is “IE”/)
    ])
  }
)

test('where a town follows from its post code but in one country, the rows of the others that break the rule are told one by one', async () => {
  const places = `SELECT i AS n, CASE WHEN i % 9 = 4 THEN 'IE' ELSE ['FR', 'BE', 'DE'][1 + i % 3] END AS pays, 'P' || (1000 + i % 31) AS cp, 'Ville ' || CASE WHEN i % 9 = 4 THEN 40 + hash(i) % 12 ELSE i % 31 // 2 END AS ville FROM range(2790) r(i)`
  const rows = [100, 207, 700, 1233, 2003]
  const found = await bench.detect(conditionalDependency, places, [
    `UPDATE $t SET ville = 'Ville ' || ((n % 31 // 2 + 5) % 15) WHERE n IN (${rows.join(', ')})`
  ])
  expect(found.map(({ message }) => message.en)).toEqual([
    expect.stringMatching(/“ville” follows “cp” everywhere but where “pays” is “IE”/),
    '“ville”: 5 rows do not follow “cp” as the others do, outside “pays” = “IE”'
  ])
  expect(await bench.rowids(found[1])).toEqual(rows)
})

test('a state of two towns is no segment that a rule fails in', async () => {
  const places = `SELECT i AS n, state, 'S-' || state AS etat, 'Town ' || state || CASE WHEN state = 'OR' AND hash(i) % 5 < 2 THEN ' bis' ELSE '' END AS town FROM (SELECT i, ['OR', 'NY', 'TX', 'FL', 'ME', 'CO', 'WA', 'IL'][1 + i % 8] AS state FROM range(800) r(i))`
  expect(await bench.detect(conditionalDependency, places)).toEqual([])
})
