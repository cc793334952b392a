import { expect, test } from 'vitest'
import { dependencyViolation } from './detectors/dependency-violation'
import { detectorBench } from './testing'

const bench = detectorBench()

test('what a finding is held against is named beside its own columns', async () => {
  const towns = `SELECT i AS n, 10000 + 137 * (i % 26) AS code, 'Ville ' || chr((65 + i % 26)::INTEGER) AS ville FROM range(1300) r(i)`
  const found = await bench.detect(dependencyViolation, towns, [`UPDATE $t SET ville = 'Ville B' WHERE n IN (52, 104)`])
  const told = found.map(({ columns, beside }) => [...columns, '|', ...(beside ?? [])].join(' '))
  expect(told).toContain('ville | code')
})
