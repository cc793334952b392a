import { expect, test } from 'vitest'
import { detectAnomalies, MOST_PAIRED } from './detect'
import { detectorBench } from './testing'

const bench = detectorBench()

test('more tables than are compared two by two: the report says that they are not', async () => {
  const names: string[] = []
  for (let at = 0; at <= MOST_PAIRED; at++) names.push(await bench.table(`SELECT i AS n FROM range(30) r(i)`))
  const refs = names.map((name) => ({ schema: 'raw' as const, name }))
  const few = await detectAnomalies(bench.project(), refs.slice(1))
  expect(few.skipped).toEqual([])
  const all = await detectAnomalies(bench.project(), refs)
  expect(all.skipped.map(({ detector, table }) => [detector, table.name])).toEqual([['between_tables', names[0]]])
  expect(all.skipped[0]?.reason.fr).toContain(`Au-delà de ${MOST_PAIRED} tables`)
})
