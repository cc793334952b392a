import { expect, test } from 'vitest'
import { createRandom } from '../../stats/random'
import { calibrated } from '../calibration'
import { SURE } from '../cells'
import { detectorBench, valuesSql } from '../testing'
import { ageAndBirth } from './age-and-birth'
import { numberOrder } from './number-order'

const bench = detectorBench()

test('a reduced fare above the full one is told, a full fare of 0 or far too great is not told again', async () => {
  const random = createRandom('tarifs')
  const rows = Array.from({ length: 1000 }, (_, at) => {
    const full = Math.round(100 * (2 + 12 * random.next())) / 100
    const reduced = Math.round(50 * full) / 100
    if (at % 100 === 3) return [at, full, 1.05 * full]
    return [at, at % 100 === 5 ? 0 : at % 100 === 7 ? 100 * full : full, reduced]
  })
  const found = await bench.detect(
    numberOrder,
    valuesSql(['n INTEGER', 'tarif_plein DOUBLE', 'tarif_reduit DOUBLE'], rows)
  )
  expect(found.map(({ columns }) => columns)).toEqual([['tarif_reduit', 'tarif_plein']])
  const told = await bench.rowids(found[0])
  expect([told.length, told.every((row) => row % 100 === 3)]).toEqual([10, true])
  // Of each pair one number is wrong at most.
  expect(calibrated('number_order', found[0]?.confidence ?? 1)).toBeLessThan(SURE)
})

test('two measures of which one mostly is the smaller cross by little: that is no rule', async () => {
  const random = createRandom('largeurs')
  const rows = Array.from({ length: 2000 }, (_, at) => {
    const length = random.normal(50, 12)
    return [at, length - random.normal(12, 5.5), length, 20 + 60 * random.next()]
  })
  const columns = ['n INTEGER', 'mesure_largeur DOUBLE', 'mesure_longueur DOUBLE', 'mesure_hauteur DOUBLE']
  expect(await bench.detect(numberOrder, valuesSql(columns, rows))).toEqual([])
})

test('a price and a distance are not compared, whatever their order', async () => {
  const random = createRandom('distances')
  const rows = Array.from({ length: 1000 }, (_, at) => {
    const km = 2 + random.below(78)
    return [at, km, Math.round(100 * (1.2 + 0.14 * km + (at % 150 === 1 ? 3 : 0))) / 100]
  })
  expect(await bench.detect(numberOrder, valuesSql(['n INTEGER', 'distance DOUBLE', 'tarif DOUBLE'], rows))).toEqual([])
})

test('ages that do not go with the date of birth are told, whole years and codes are not', async () => {
  const random = createRandom('âges')
  const rows = Array.from({ length: 600 }, (_, at) => {
    const born = Date.UTC(1940, 0, 1) + 86_400_000 * random.below(22_000)
    const age = Math.floor((Date.UTC(2024, 5, 1) - born) / 86_400_000 / 365.25)
    return [at, new Date(born).toISOString().slice(0, 10), at % 50 === 4 ? age + 7 : at % 50 === 9 ? 999 : age]
  })
  const columns = ['n INTEGER', 'date_naissance DATE', 'age INTEGER']
  const found = await bench.detect(ageAndBirth, valuesSql(columns, rows))
  expect(found.map((one) => one.columns)).toEqual([['age', 'date_naissance']])
  const told = await bench.rowids(found[0])
  expect([told.length, told.every((row) => row % 50 === 4)]).toEqual([12, true])
  expect(found[0]?.explanation.en).toContain('(about 2024)')
  expect(calibrated('age_and_birth', found[0]?.confidence ?? 1)).toBeLessThan(SURE)
  const free = rows.map(([at, born]) => [at, born, 18 + random.below(60)] as (string | number)[])
  expect(await bench.detect(ageAndBirth, valuesSql(columns, free))).toEqual([])
})

test('a last year before the first one, and a least number above the greatest, are told', async () => {
  const random = createRandom('bornes')
  const rows = Array.from({ length: 900 }, (_, at) => {
    const [year, cold] = [1960 + random.below(55), 8 + 32 * random.next()]
    const warm = cold + 2 + 18 * random.next()
    const isOdd = at % 100 === 3
    const ends = isOdd ? [warm, cold] : [cold, warm]
    return [at, year, isOdd ? year - 12 : year + random.below(10), ...ends]
  })
  const columns = ['n INTEGER', 'annee_debut INTEGER', 'annee_fin INTEGER', 'temp_min DOUBLE', 'temp_max DOUBLE']
  const found = await bench.detect(numberOrder, valuesSql(columns, rows))
  expect(found.map((one) => one.columns)).toEqual([
    ['annee_debut', 'annee_fin'],
    ['temp_min', 'temp_max']
  ])
  for (const one of found) expect((await bench.rowids(one)).every((row) => row % 100 === 3)).toBe(true)
})

test('two years of which one mostly comes later, by chance, are no rule', async () => {
  const random = createRandom('années')
  const rows = Array.from({ length: 2000 }, (_, at) => {
    const year = 1990 + random.below(20)
    return [at, year, Math.round(year + random.normal(12, 5.5))]
  })
  expect(await bench.detect(numberOrder, valuesSql(['n INTEGER', 'annee_a INTEGER', 'annee_b INTEGER'], rows))).toEqual([]) // prettier-ignore
})
