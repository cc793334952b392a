import { describe, expect, test } from 'vitest'
import { detectorBench } from '../testing'
import { loneSpikes } from './lone-spikes'

const { detect, rowids } = detectorBench()

/** Even numbers below 1, of each row and of a seed; a bell of four of them, of deviation 1. */
const even = (seed: number): string => `((hash(i * 31 + ${seed}) % 1000003) / 1000003.0)`
const bell = `((${even(1)} + ${even(2)} + ${even(3)} + ${even(4)} - 2) * 1.732)`
const rows = (value: string, others = ''): string => `SELECT i, ${value} AS v${others} FROM range(6000) r(i)`

/** Readings of five stations, one of which stands in the cold, hour by hour. */
const STATION = `'Station ' || (i % 5)`
const LEVEL = `(CASE WHEN i % 5 = 3 THEN -4 ELSE 20 END + 3 * sin(i / 38) + 0.5 * ${bell})`
const stations = (name: string, edits: readonly string[] = []) =>
  detect(loneSpikes, `SELECT i, ${STATION} AS station, round(${LEVEL}, 1) AS "${name}" FROM range(6000) r(i)`, edits)

describe('readings that leap out of their own group', () => {
  test('are told alone, though those of another group are usual there', async () => {
    const [found, ...others] = await stations('value', [
      `UPDATE $t SET value = value + (CASE WHEN hash(i) % 2 = 0 THEN 1 ELSE -1 END) * (19 + hash(i) % 22) WHERE i % 29 = 4`
    ])
    expect(others).toEqual([])
    expect(found).toMatchObject({ kind: 'outlier', columns: ['value'], beside: ['station'] })
    const places = await rowids(found)
    expect(places.length).toBeGreaterThan(200)
    expect(places.filter((id) => id % 29 !== 4)).toEqual([])
  })

  test('in a table of one series too', async () => {
    const found = await detect(loneSpikes, rows(`1013 + 6 * sin(i / 300) + ${bell}`), [
      `UPDATE $t SET v = v + (CASE WHEN hash(i) % 2 = 0 THEN 1 ELSE -1 END) * (40 + hash(i) % 90) WHERE i % 37 = 4`
    ])
    expect(found).toMatchObject([{ kind: 'outlier', columns: ['v'], rows: 163 }])
  })

  test.each([
    ['what lasts', `UPDATE $t SET v = v + 20 + 15 * sin(i) WHERE i BETWEEN 3000 AND 3200`],
    ['a second level', `UPDATE $t SET v = v - 16 WHERE i % 25 = 3`],
    ['few', `UPDATE $t SET v = v + 40 WHERE i % 1500 = 3`]
  ])('%s is none', async (_, edit) => {
    expect(await detect(loneSpikes, rows(`20 + 2 * sin(i / 40) + ${bell}`), [edit])).toEqual([])
  })

  test.each([
    ['a bell', bell],
    ['a long tail', `exp(${bell} * 0.9)`],
    ['a long tail, far up', `300 * exp(${bell} * 0.3)`],
    ['a thick tail on both sides', `${bell} / (0.02 + ${even(5)})`],
    ['even numbers', even(1)],
    ['two levels', `CASE WHEN i % 20 = 0 THEN 60 ELSE 10 END + ${bell}`],
    ['steps', `floor(${bell} * 3)`]
  ])('%s holds none', async (_, value) => {
    expect(await detect(loneSpikes, rows(value, `, 'g' || (i % 7) AS g`))).toEqual([])
  })
})

describe('temperatures on two scales', () => {
  const FAHRENHEIT = `"t" * 1.8 + 32`
  test.each(['Temp. (°C)', 'temperatura_suelo', 'Raumtemperatur temp'])('are told apart in « %s »', async (name) => {
    const [found, ...others] = await stations(name, [`UPDATE $t SET "${name}" = round("${name}" * 1.8 + 32, 1) WHERE i % 23 = 5`]) // prettier-ignore
    expect(others).toEqual([])
    expect(found).toMatchObject({ kind: 'mixed_units', columns: [name] })
    const places = await rowids(found)
    expect(places.length).toBeGreaterThan(250)
    expect(places.filter((id) => id % 23 !== 5)).toEqual([])
  })

  test('the other way round', async () => {
    const found = await detect(loneSpikes, `SELECT i, 70 + 4 * ${bell} AS temp FROM range(6000) r(i)`, [
      `UPDATE $t SET temp = (temp - 32) / 1.8 WHERE i % 40 = 5`
    ])
    expect(found).toMatchObject([{ kind: 'mixed_units', rows: 150 }])
  })

  test('a second level elsewhere is no other scale, nor are numbers of another name', async () => {
    expect(await detect(loneSpikes, `SELECT i, 20 + 2 * ${bell} AS temp FROM range(6000) r(i)`, [`UPDATE $t SET temp = temp + 25 WHERE i % 40 = 5`])).toEqual([]) // prettier-ignore
    expect(await detect(loneSpikes, `SELECT i, 20 + 2 * ${bell} AS t FROM range(6000) r(i)`, [`UPDATE $t SET t = ${FAHRENHEIT} WHERE i % 40 = 5`])).toEqual([]) // prettier-ignore
  })
})
