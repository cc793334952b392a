import { expect, test } from 'vitest'
import { createRandom } from '../../stats/random'
import { detectorBench, valuesSql } from '../testing'
import { segmentDependency } from './segment-dependency'

const bench = detectorBench()
const COLUMNS = ['id INTEGER', 'pays', 'code', 'ville', 'jours INTEGER']
const SURE = new Set(['FR', 'BE'])

/** In France and Belgium a code tells its town, of two codes each or of one; elsewhere any town stands beside it. */
function places(seed: number, codesATown: number, wrong: number): { rows: (string | number)[][]; broken: number[] } {
  const random = createRandom(seed)
  const broken: number[] = []
  const rows = Array.from({ length: 3000 }, (_, at) => {
    const country = random.pick(['FR', 'FR', 'FR', 'BE', 'BE', 'DE', 'IE'])
    const code = random.below(16)
    const own = Math.floor(code / codesATown)
    const isWrong = SURE.has(country) && random.chance(wrong)
    if (isWrong) broken.push(at)
    const towns = 16 / codesATown
    const town = !SURE.has(country) ? random.below(towns) : isWrong ? (own + 1 + random.below(towns - 1)) % towns : own
    return [at, country, `P${100 + code}`, `Ville ${country === 'BE' ? 'B' : ''}${town}`, random.below(90)]
  })
  return { rows, broken }
}

test.each([1, 2])(
  'a rule that two countries alone keep is told of the rows that break it there; seed %i',
  async (seed) => {
    const { rows, broken } = places(seed, 2, 0.025)
    const found = await bench.detect(segmentDependency, valuesSql(COLUMNS, rows))
    expect(found.map(({ message }) => message.fr)).toEqual([
      expect.stringMatching(
        /^« ville » : .* lignes ne suivent pas « code » comme les autres, là où « pays » vaut « BE » ou « FR »$/
      )
    ])
    expect(await bench.rowids(found[0])).toEqual(broken)
    expect(await bench.detect(segmentDependency, valuesSql(COLUMNS, places(seed, 2, 0).rows))).toEqual([])
  }
)

test('of two columns that tell each other in a segment, each row is told of both, as one of two', async () => {
  const { rows, broken } = places(3, 1, 0.025)
  const found = await bench.detect(segmentDependency, valuesSql(COLUMNS, rows))
  expect(found.map(({ detector, columns, confidence }) => [detector, columns.join(), confidence]).sort()).toEqual([
    ['two_way_rule', 'code', 0.4],
    ['two_way_rule', 'ville', 0.4]
  ])
  for (const one of found) expect(await bench.rowids(one)).toEqual(broken)
})

test('columns that go together by halves, and a client of several towns, make no rule of a segment', async () => {
  const random = createRandom(5)
  const rows = Array.from({ length: 3000 }, (_, at) => {
    const channel = random.pick(['Web', 'Agence', 'Appel'])
    const client = random.below(120)
    const town = channel === 'Web' && random.chance(0.96) ? client % 20 : (client + (client % 3) * random.below(3)) % 20
    return [at, channel, `C${client}`, `Ville ${town}`, random.pick(['A', 'B', 'C'])]
  })
  const found = await bench.detect(segmentDependency, valuesSql(['id INTEGER', 'canal', 'client', 'ville', 'offre'], rows)) // prettier-ignore
  expect(found).toEqual([])
})

test('what breaks a rule of the whole table is not told again of a column that follows in a segment', async () => {
  const { rows } = places(7, 2, 0)
  const regions = rows.map(([id = 0, country = '', code = '', town = '', days = 0]) => [id, country, code, town, `R${Number(String(code).slice(1)) % 9}`, days]) // prettier-ignore
  for (const at of [100, 400, 900, 1300]) regions[at]![2] = regions[at]![2] === 'P103' ? 'P104' : 'P103'
  const table = valuesSql(['id INTEGER', 'pays', 'code', 'ville', 'region', 'jours INTEGER'], regions)
  const found = await bench.detect(segmentDependency, table)
  expect(found.map(({ columns }) => columns.join()).filter((column) => column !== 'ville')).toEqual([])
})
