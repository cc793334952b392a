import { expect, test } from 'vitest'
import { deliveryBench } from '../../deliveries/testing'
import { createRandom, type Random } from '../../stats/random'
import { gateSelect } from '../../tables'
import { detectAnomalies } from '../detect'
import { stabilityByChance, stabilityIndex } from './stability'

const bench = deliveryBench()

/** Values that a comparison names. */
const NAMED = 30

interface Shape {
  offers: string[]
  missing: number
  factor: number
}
const USUAL: Shape = { offers: ['Base', 'Plus', 'Pro'], missing: 0.02, factor: 1 }

function csv(random: Random, first: number, n: number, { offers, missing, factor }: Shape): string {
  const rows = Array.from({ length: n }, (_, at) =>
    [
      first + at,
      random.pick(offers),
      random.chance(missing) ? '' : ['Nord', 'Sud'][random.below(2)],
      Math.round(100 * factor * Math.exp(4 + 0.5 * random.normal())) / 100
    ].join(';')
  )
  return ['n;offre;zone;prix', ...rows].join('\n') + '\n'
}

async function drifts() {
  const { findings, skipped } = await detectAnomalies(bench.project())
  expect(skipped).toEqual([])
  const told = findings.filter(({ kind }) => kind === 'drift')
  for (const finding of told) {
    const [counted] = await bench
      .project()
      .rows<{ n: number }>(`SELECT count(DISTINCT rowid) AS n FROM (${await gateSelect(bench.project(), finding.sql)})`)
    expect(counted?.n, finding.sql).toBe(finding.rows)
    expect(finding.cells).toBe(0)
    const [figure] = await bench.project().rows(finding.evidence.sql)
    expect(figure).toEqual({ value: finding.rows, n: finding.evidence.n })
  }
  return told
}

async function deliverTwice(seed: number, mode: 'append' | 'refresh', shape: Shape) {
  const random = createRandom(seed)
  const source = await bench.load(await bench.file('ventes.csv', csv(random, 1, 400, USUAL)))
  const prepared = await bench.prepare(source, mode, await bench.file('suite.csv', csv(random, 1001, 300, shape)))
  await bench.deliver(prepared.delivery)
}

test.each([1, 2, 3])('deliveries of one population are silent; seed %i', async (seed) => {
  await deliverTwice(seed, seed % 2 ? 'append' : 'refresh', USUAL)
  expect(await drifts()).toEqual([])
})

test.each(['append', 'refresh'] as const)('what moved is told by column, with its rows; %s', async (mode) => {
  await deliverTwice(7, mode, { offers: ['Base', 'Plus', 'Max'], missing: 0.3, factor: 2 })
  const told = await drifts()
  const counts = async (where: string): Promise<number> =>
    (await bench.project().rows<{ n: number }>(`SELECT count(*) AS n FROM raw.ventes WHERE ${where}`))[0]?.n ?? 0
  const last = mode === 'append' ? 'rowid >= 400' : 'true'
  expect(told.map(({ columns, message }) => `${columns[0]} ${message.en}`).sort()).toEqual([
    expect.stringMatching(/^offre .*one value gone/),
    expect.stringMatching(/^offre .*one value new/),
    expect.stringMatching(/^prix .*quite another distribution/),
    expect.stringMatching(/^zone .*missing in the delivery before/)
  ])
  const rowsOf = (column: string, words: string) =>
    told.find(({ columns, message }) => columns[0] === column && message.en.includes(words))?.rows
  expect(rowsOf('offre', 'new')).toBe(await counts(`${last} AND offre = 'Max'`))
  expect(rowsOf('zone', 'missing')).toBe(await counts(`${last} AND zone IS NULL`))
  // Of a distribution that moved, the rows of the bins that gained: here those of the higher prices.
  const gained = told.find(({ columns, message }) => columns[0] === 'prix' && message.en.includes('another'))
  expect(gained?.rows).toBeGreaterThan(100)
  expect(gained?.rows).toBeLessThan(270)
  const prices = async (sql: string): Promise<number> =>
    (await bench.project().rows<{ mean: number }>(`SELECT avg(prix)::DOUBLE AS mean FROM (${sql})`))[0]?.mean ?? 0
  expect(await prices(gained?.sql ?? '')).toBeGreaterThan(await prices(`SELECT prix FROM raw.ventes WHERE ${last}`))
})

test('values that all grew by the factor of another unit are told so, in plain words', async () => {
  await deliverTwice(8, 'append', { ...USUAL, factor: 100 })
  const [told] = await drifts()
  expect(told?.message.fr).toMatch(
    /^« prix » : répartition tout autre .*, environ 100\sfois plus : sans doute une autre unité$/
  )
  expect(told?.message.en).toMatch(/, about 100 times more: probably another unit$/)
  expect(told?.explanation.fr).toContain(
    'fois plus grandes qu’avant : c’est ce que fait un changement d’unité (euros et centimes'
  )
})

test('values that doubled are told without a word of units', async () => {
  await deliverTwice(8, 'append', { ...USUAL, factor: 2 })
  const [told] = await drifts()
  expect(told?.message.fr).toContain('répartition tout autre')
  expect(JSON.stringify(told)).not.toMatch(/unité|unit\b/)
})

test('a column that is no longer delivered is told, with the rows that had it', async () => {
  const random = createRandom(5)
  const source = await bench.load(await bench.file('avis.csv', csv(random, 1, 400, USUAL)))
  const rest = csv(random, 1, 400, USUAL).split('\n').map((line) => line.split(';').filter((_, at) => at !== 2).join(';')).join('\n') // prettier-ignore
  const prepared = await bench.prepare(source, 'refresh', await bench.file('avis2.csv', rest))
  await bench.deliver(prepared.delivery)
  const told = (await drifts()).filter(({ table }) => table.name === 'avis')
  expect(told.map(({ columns, severity, message }) => [columns, severity, message.en])).toEqual([
    [['zone'], 'critical', '“zone”: the column is no longer in the last delivery']
  ])
  expect(told[0]?.rows).toBeGreaterThan(370)
})

test('a column that held nothing is not told when it goes', async () => {
  const random = createRandom(6)
  const text = csv(random, 1, 400, USUAL)
  const empty = text.trimEnd().split('\n').map((line, at) => `${line};${at ? '' : 'reserve'}`).join('\n') // prettier-ignore
  const source = await bench.load(await bench.file('stock.csv', empty))
  const prepared = await bench.prepare(source, 'refresh', await bench.file('stock2.csv', text))
  await bench.deliver(prepared.delivery)
  expect(await drifts()).toEqual([])
})

test('where only values beyond the named ones gained, or cells that cannot be read, they are told', async () => {
  // Thirty towns of 8 rows and 60 villages of one; then 2 and 4.
  const towns = (rare: number): string[] => {
    const usual = Array.from({ length: NAMED * 10 - rare }, (_, i) => `Ville ${i % NAMED}`)
    return [...usual, ...Array.from({ length: rare }, (_, i) => `Village ${i % 60}`)]
  }
  const table = (names: readonly string[]): string =>
    ['n;lieu', ...names.map((name, i) => `${i};${name}`)].join('\n') + '\n'
  const source = await bench.load(await bench.file('lieux.csv', table(towns(60))))
  const prepared = await bench.prepare(source, 'refresh', await bench.file('lieux2.csv', table(towns(240))))
  await bench.deliver(prepared.delivery)
  const told = (await drifts()).filter(({ columns }) => columns[0] === 'lieu')
  expect(told.map(({ rows, message }) => [rows, message.en])).toEqual([[240, expect.stringContaining('distribution')]])
  expect(told[0]?.explanation.en).toContain('Other values')
})

test('a mark that moved is told as that mark, with its own share', async () => {
  const table = (marks: readonly number[]): string =>
    ['n;note', ...Array.from({ length: 600 }, (_, i) => `${i};${marks[i % marks.length]}`)].join('\n') + '\n'
  const source = await bench.load(await bench.file('notes.csv', table([1, 2, 3, 4, 4, 4, 4, 5, 5, 3])))
  const after = await bench.file('notes2.csv', table([1, 1, 1, 2, 2, 2, 3, 3, 4, 5]))
  await bench.deliver((await bench.prepare(source, 'refresh', after)).delivery)
  const [told] = (await drifts()).filter(({ columns }) => columns[0] === 'note')
  expect(told?.explanation.fr).toMatch(/Le plus déplacé : la valeur 4, 40(,0)?\s%.* des valeurs puis 10(,0)?\s%/)
})

test('a delivery whose dates end where those of the one before did is told; one that goes on is not', async () => {
  const sales = (first: number, days: number): string =>
    ['n;le', ...Array.from({ length: 200 }, (_, i) => `${first + i};${new Date(Date.UTC(2024, 0, 1 + (i % days))).toISOString().slice(0, 10)}`)].join('\n') // prettier-ignore
  for (const [name, days] of [
    ['encaissements', 60],
    ['depots', 90]
  ] as const) {
    const source = await bench.load(await bench.file(`${name}.csv`, sales(1, 60)))
    const prepared = await bench.prepare(source, 'append', await bench.file(`${name}2.csv`, sales(201, days)))
    await bench.deliver(prepared.delivery)
  }
  const { findings } = await detectAnomalies(bench.project())
  const stale = findings.filter(({ detector }) => detector === 'nothing_newer')
  expect(stale.map(({ table, rows, dimension }) => [table.name, rows, dimension])).toEqual([
    ['encaissements', 200, 'currentness']
  ])
  expect(stale[0]?.message.fr).toContain('jusqu’au 29 février 2024, comme avant')
  expect(stale[0]?.message.en).toContain('until 29 February 2024, as before')
})

test('the stability index: none of equal shares, that of Kullback and Leibler both ways, small by chance', () => {
  expect(stabilityIndex([{ a: 10, b: 100 }, { a: 10, b: 100 }])).toBeCloseTo(0, 12) // prettier-ignore
  const [p, q] = [[0.6, 0.4], [0.3, 0.7]] as const // prettier-ignore
  const kl = (x: readonly number[], y: readonly number[]): number =>
    x.reduce((sum, share, at) => sum + share * Math.log(share / (y[at] ?? 1)), 0)
  const classes = [{ a: 6e6, b: 3e6 }, { a: 4e6, b: 7e6 }] // prettier-ignore
  expect(stabilityIndex(classes)).toBeCloseTo(kl(p, q) + kl(q, p), 5)
  const random = createRandom(3)
  const drawn = Array.from({ length: 200 }, () => {
    const counts = Array.from({ length: 8 }, () => ({ a: 0, b: 0 }))
    for (let draw = 0; draw < 400; draw++) {
      counts[random.below(8)]!.a++
      counts[random.below(8)]!.b++
    }
    return { index: stabilityIndex(counts) ?? 0, chance: stabilityByChance(counts) }
  })
  const mean = drawn.reduce((sum, { index }) => sum + index, 0) / drawn.length
  expect(mean / (drawn[0]?.chance ?? 1)).toBeGreaterThan(0.9)
  expect(mean / (drawn[0]?.chance ?? 1)).toBeLessThan(1.1)
})
