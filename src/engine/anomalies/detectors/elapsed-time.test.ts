import { expect, test } from 'vitest'
import { createRandom } from '../../stats/random'
import { detectorBench, valuesSql } from '../testing'
import { elapsedTime } from './elapsed-time'

const bench = detectorBench()
const day = (at: number): string => new Date(Date.UTC(2024, 0, 1) + 86_400_000 * at).toISOString().slice(0, 10)
const clock = (minutes: number): string => `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00` // prettier-ignore
const isOdd = (row: number): boolean => row % 100 === 7

test.each([
  ['in days', 0],
  ['in days, both counted', 1]
])('days between two dates, %s', async (unit, more) => {
  const random = createRandom(unit)
  const rows = Array.from({ length: 800 }, (_, row) => {
    const [start, nights] = [random.below(600), random.below(13)]
    return [row, day(start), day(start + nights), ((nights + (isOdd(row) ? 5 : 0)) % 13) + more]
  })
  const columns = ['n INTEGER', 'debut DATE', 'fin DATE', 'nombre INTEGER']
  const [found, ...others] = await bench.detect(elapsedTime, valuesSql(columns, rows))
  expect([others, found?.columns]).toEqual([[], ['nombre']])
  expect((await bench.rowids(found)).every(isOdd)).toBe(true)
  expect([found?.rows, found?.message.en.endsWith(`, ${unit}`)]).toEqual([8, true])
})

test('minutes between two times of day, though midnight lies between', async () => {
  const random = createRandom('minutes')
  const rows = Array.from({ length: 800 }, (_, row) => {
    const [start, lasts] = [random.below(1440), 10 + random.below(170)]
    return [row, clock(start), clock(start + lasts), isOdd(row) ? 10 + ((lasts + 50) % 170) : lasts]
  })
  const columns = ['n INTEGER', 'h_debut TIME', 'h_fin TIME', 'minutes INTEGER']
  const [found, ...others] = await bench.detect(elapsedTime, valuesSql(columns, rows))
  expect([others, found?.columns, await bench.rowids(found)]).toEqual([
    [],
    ['minutes'],
    rows.flatMap((_, row) => (isOdd(row) ? [row] : []))
  ])
})

test('ages at the day of another column', async () => {
  const random = createRandom('âges')
  const rows = Array.from({ length: 800 }, (_, row) => {
    const [born, seen] = [random.below(20_000) - 30_000, random.below(900)]
    const [from, to] = [day(born), day(seen)]
    const age = Number(to.slice(0, 4)) - Number(from.slice(0, 4)) - (to.slice(5) < from.slice(5) ? 1 : 0)
    return [row, from, to, isOdd(row) ? age + 15 : age]
  })
  const columns = ['n INTEGER', 'naissance DATE', 'entree DATE', 'age INTEGER']
  const [found, ...others] = await bench.detect(elapsedTime, valuesSql(columns, rows))
  expect([others, found?.columns, found?.rows]).toEqual([[], ['age'], 8])
  expect(found?.message.fr).toMatch(/« age » n’est pas le temps de « naissance » à « entree », en années révolues$/)
})

test('where the dates make an unusual time, nothing says which is wrong; an end before its start is told elsewhere', async () => {
  const random = createRandom('loin')
  const rows = Array.from({ length: 800 }, (_, row) => {
    const [start, nights] = [random.below(600), 1 + random.below(12)]
    const end = start + nights + (isOdd(row) ? (row > 400 ? 300 : -50) : 0)
    return [row, day(start), day(end), nights]
  })
  const columns = ['n INTEGER', 'debut DATE', 'fin DATE', 'nuits INTEGER']
  const [found, ...others] = await bench.detect(elapsedTime, valuesSql(columns, rows))
  expect([others, found?.columns, found?.rows]).toEqual([[], ['nuits', 'debut', 'fin'], 4])
})

test('numbers that mostly are 0, or that have nothing to do with the dates, make no rule', async () => {
  const random = createRandom('rien')
  const rows = Array.from({ length: 800 }, (_, row) => {
    const start = random.below(600)
    return [row, day(start), day(start + (random.chance(0.03) ? 2 : 0)), random.chance(0.03) ? random.below(4) : 0, random.below(13)] // prettier-ignore
  })
  const columns = ['n INTEGER', 'debut DATE', 'fin DATE', 'retours INTEGER', 'articles INTEGER']
  expect(await bench.detect(elapsedTime, valuesSql(columns, rows))).toEqual([])
})
