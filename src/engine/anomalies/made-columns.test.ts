import { expect, test } from 'vitest'
import type { FileChoice } from '../../contract'
import { finish } from '../call'
import { deliveryBench } from '../deliveries/testing'
import { createRandom } from '../stats/random'
import { detectAnomalies } from './detect'

const bench = deliveryBench()

function month(at: number, n: number, factor = 1): string {
  const random = createRandom(at)
  const rows = Array.from({ length: n }, (_, i) =>
    [1000 * at + i, random.pick(['Nord', 'Sud']), Math.round(100 * factor * Math.exp(4 + 0.5 * random.normal())) / 100]
  ) // prettier-ignore
  return ['n;zone;prix', ...rows.map((row) => row.join(';'))].join('\n') + '\n'
}

/** Files loaded as one table, then others one by one. */
async function deliver(together: readonly [string, string][], then: readonly ['append' | 'refresh', string, string][]) {
  const files: FileChoice[] = []
  for (const [name, text] of together) files.push(await bench.file(name, text))
  const { sources } = await finish(
    await bench.client().sources.import({ files, together: { name: 'ventes', fileColumn: true } })
  )
  let [source] = sources
  if (!source) throw new Error('nothing was loaded')
  const made = source.deliveries[0]?.fileColumn
  expect(made).toBeTruthy()
  for (const [mode, name, text] of then)
    source = await bench.deliver((await bench.prepare(source, mode, await bench.file(name, text))).delivery)
  const { findings, skipped } = await detectAnomalies(bench.project())
  expect(skipped).toEqual([])
  return { findings, on: findings.filter(({ columns }) => columns.includes(made ?? '')) }
}

test('the name of each row’s file, which the program added, is no news of a delivery; what moved beside it is', async () => {
  const { findings, on } = await deliver(
    [['jan.csv', month(1, 200)], ['fev.csv', month(2, 200)]],
    [['append', 'mars.csv', month(3, 200, 3)]]
  ) // prettier-ignore
  expect(on).toEqual([])
  expect(findings.some(({ kind, columns }) => kind === 'drift' && columns[0] === 'prix')).toBe(true)
})

test('nor that it goes where one file takes the place of several', async () => {
  const { on } = await deliver([['jan.csv', month(1, 200)], ['fev.csv', month(2, 200)]], [['refresh', 'tout.csv', month(1, 400)]]) // prettier-ignore
  expect(on).toEqual([])
})

test('nor is how files are called a fault, whatever their names and how many rows each has', async () => {
  const { on } = await deliver(
    [['Ventes 2024-01.csv', month(1, 400)], ['ventes 2024-02.csv', month(2, 300)], ['ventes_2024-03.CSV', month(3, 5)], ['N_A.csv', month(4, 250)]],
    []
  ) // prettier-ignore
  expect(on).toEqual([])
})
