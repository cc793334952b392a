import { describe, expect, test } from 'vitest'
import { createRandom, type Random } from '../../stats/random'
import { detectorBench, valuesSql } from '../testing'
import { timeBreak } from './time-break'
import { shiftIn } from './time-series'

const bench = detectorBench()
const DAY = 86_400_000
const START = Date.UTC(2022, 0, 1)
const SITES = ['Mairie', 'Piscine', 'Gymnase']

type Cell = { day: number; site: string; value: number }

/** Daily readings of some sites over 800 days, with a season, fewer on weekends. */
function readings(
  random: Random,
  sites: readonly string[],
  edit: (cell: Cell) => number | null = ({ value }) => value
) {
  const cells: Cell[] = []
  for (const [place, site] of sites.entries())
    for (let day = 0; day < 800; day++) {
      const season = 1 + 0.5 * Math.cos((2 * Math.PI * (day - 15)) / 365)
      const week = day % 7 >= 5 ? 0.75 : 1
      const value = 200 * 3 ** place * season * week * (0.94 + 0.12 * random.next())
      const cell = { day, site, value }
      const edited = edit(cell)
      if (edited !== null) cells.push({ ...cell, value: edited })
    }
  return cells
}

function sqlOf(cells: readonly Cell[]): string {
  const rows = cells.map(({ day, site, value }) => [iso(day), site, Math.round(value * 10) / 10])
  return valuesSql(['jour DATE', 'site', 'conso DOUBLE'], rows)
}

function iso(day: number): string {
  return new Date(START + day * DAY).toISOString().slice(0, 10)
}

/** A year's wave with noise that keeps something of the day before, by `step` days. */
function wave(random: Random, n: number, step: number, edit: (at: number) => number = () => 0): number[] {
  let noise = 0
  return Array.from({ length: n }, (_, at) => {
    noise = 0.4 * noise + 2 * random.normal()
    return 12 - 9 * Math.cos((2 * Math.PI * (at * step - 15)) / 365) + noise + edit(at)
  })
}

test('a season is no break, by days or by weeks, nor is a slope; a true break within a season is told near its place', () => {
  const false_: string[] = []
  let [told, near] = [0, 0]
  for (let seed = 1; seed <= 20; seed++) {
    const random = createRandom(seed)
    if (shiftIn(wave(random, 900, 1), 28)) false_.push(`day ${seed}`)
    if (shiftIn(wave(random, 140, 7), 10)) false_.push(`week ${seed}`)
    if (
      shiftIn(
        Array.from({ length: 140 }, (_, at) => at + 2 * random.normal()),
        10
      )
    )
      false_.push(`slope ${seed}`)
    const at = 30 + random.below(80)
    const found = shiftIn(
      wave(random, 140, 7, (week) => (week >= at ? 25 : 0)),
      10
    )
    if (!found) continue
    told++
    near += Number(Math.abs(found.at - at) <= 1)
  }
  expect(false_).toEqual([])
  expect(told).toBeGreaterThanOrEqual(18)
  expect(near).toBe(told)
})

test.each([1, 2, 3, 4])('clean readings with a season are silent, one site or several (seed %i)', async (seed) => {
  for (const sites of [SITES, ['Mairie']])
    expect(await bench.detect(timeBreak, sqlOf(readings(createRandom(seed), sites)))).toEqual([])
})

test.each([1, 2, 3])(
  'readings far from their neighbours are told, exactly, usual though they are elsewhere (seed %i)',
  async (seed) => {
    for (const sites of [SITES, ['Mairie']]) {
      const random = createRandom(seed)
      const at = new Set(Array.from({ length: 5 }, () => 10 + random.below(780)))
      const cells = readings(random, sites, ({ day, site, value }) =>
        site === 'Mairie' && at.has(day) ? 3 * value : value
      )
      const found = await bench.detect(timeBreak, sqlOf(cells))
      expect(found.map(({ detector, columns }) => [detector, ...columns])).toEqual([['time_spike', 'conso']])
      const spiked = cells.flatMap(({ day, site }, place) => (site === 'Mairie' && at.has(day) ? [place] : []))
      expect(await bench.rowids(found[0])).toEqual(spiked)
    }
  }
)

describe.each([1, 2, 3])('seed %i', (seed) => {
  test('another level of one site within the season is told with its site and its size', async () => {
    const random = createRandom(seed)
    const from = 250 + random.below(300)
    const cells = readings(random, SITES, ({ day, site, value }) =>
      site === 'Piscine' && day >= from ? 1.9 * value : value
    )
    const found = await bench.detect(timeBreak, sqlOf(cells))
    expect(found.map(({ message }) => message.en)).toEqual([
      expect.stringMatching(/^“conso”: the level changes at once, “Piscine”: from .* to .*, since about the week of /)
    ])
    const [, before, after] = /from ([\d,]+) to ([\d,]+),/.exec(found[0]?.message.en ?? '') ?? []
    const ratio = Number(after?.replace(',', '')) / Number(before?.replace(',', ''))
    expect(Math.abs(ratio - 1.9)).toBeLessThan(0.25)
    const ids = await bench.rowids(found[0])
    expect(ids.every((id) => cells[id]?.site === 'Piscine')).toBe(true)
    expect(Math.abs(ids.length - (800 - from))).toBeLessThan(10)
  })

  test('days that one site lacks are told with their edges; days that all lack are not, nor an early end', async () => {
    const from = 200 + createRandom(seed).below(300)
    const lacking = (day: number): boolean => day >= from && day < from + 20
    const cells = readings(createRandom(seed), SITES, ({ day, site, value }) =>
      (site === 'Gymnase' && lacking(day)) || (site === 'Piscine' && day > 700) || day % 97 === 0 ? null : value
    )
    // That fewer sites make fewer rows is another finding.
    const found = (await bench.detect(timeBreak, sqlOf(cells))).filter(({ dimension }) => dimension === 'completeness')
    expect(found.map(({ message }) => message.en)).toEqual([
      expect.stringMatching(/^“jour”: (19|20) days without a row for “Gymnase”, where others have some$/)
    ])
    const rows = await bench.rowids(found[0])
    expect(rows.map((id) => cells[id]?.site)).toEqual(['Gymnase', 'Gymnase'])
    const days = rows.map((id) => cells[id]?.day ?? 0)
    expect(days.filter(lacking)).toEqual([])
    expect((days[1] ?? 0) - (days[0] ?? 0)).toBeLessThanOrEqual(23)
  })
})

test('what comes again each year, or each month, is a rhythm', async () => {
  const yearly = readings(createRandom(1), SITES, ({ day, value }) => (day % 365 === 357 ? 0.3 * value : value))
  expect(await bench.detect(timeBreak, sqlOf(yearly))).toEqual([])
  const monthly = readings(createRandom(2), ['Mairie'], ({ day, value }) =>
    iso(day).endsWith('-01') ? 3 * value : value
  )
  expect(await bench.detect(timeBreak, sqlOf(monthly))).toEqual([])
})

test('skewed sales without a rhythm have no spikes, nor have numbers with many zeros', async () => {
  for (let seed = 1; seed <= 4; seed++) {
    const random = createRandom(seed)
    const skewed = readings(random, SITES, () => Math.exp(4 + 0.8 * random.normal()))
    expect(await bench.detect(timeBreak, sqlOf(skewed))).toEqual([])
    const zeros = readings(random, ['Mairie'], () => (random.chance(0.4) ? 0 : Math.round(random.exponential(30))))
    expect(await bench.detect(timeBreak, sqlOf(zeros))).toEqual([])
  }
})

test('a table with several rows a day and name is no panel, and slips among the names do not hide it', async () => {
  const cells = readings(createRandom(1), SITES, ({ day, site, value }) =>
    site === 'Mairie' && day === 300 ? 4 * value : value
  )
  const doubled = [...cells, ...cells.map((cell) => ({ ...cell, value: cell.value * 1.01 }))]
  const told = await bench.detect(timeBreak, sqlOf(doubled))
  expect(told.filter(({ detector }) => detector === 'time_spike')).toEqual([])
  const slips = cells.map((cell, at) => (at % 211 === 5 ? { ...cell, site: `${cell.site}${at}` } : cell))
  const found = await bench.detect(timeBreak, sqlOf(slips))
  expect(await bench.rowids(found[0])).toEqual([300])
})

test('contracts of a town, begun on days that come by chance, are no series in which a discount is far from its neighbours', async () => {
  for (const seed of ['a', 'b', 'c', 'd']) {
    const random = createRandom(seed)
    const rows = Array.from({ length: 7000 }, (_, at) => {
      const energy = 0.1576 * Math.exp(8.6 + 0.4 * random.normal())
      return [at, 56000 + 137 * random.below(18), iso(random.below(2160)), Math.round(random.pick([0, 0, 0, 3, 5, 10]) * energy) / 100] // prettier-ignore
    })
    const columns = ['contrat INTEGER', 'code_insee INTEGER', 'souscrit DATE', 'remise DOUBLE']
    const found = await bench.detect(timeBreak, valuesSql(columns, rows))
    expect(found.map(({ kind, message }) => [kind, message.fr])).toEqual([])
  }
})
