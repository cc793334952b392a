import { expect, test } from 'vitest'
import { detectorBench } from '../testing'
import { caseMinority } from './case-minority'

const bench = detectorBench()
const CODES = `SELECT i AS n, 'AB-' || (100 + i) AS code, ['Jean', 'Marie', 'Zoé'][1 + i % 3] || ' Durand' || chr(65 + (i % 26)::INTEGER) || chr(97 + (i // 26)::INTEGER) AS nom FROM range(300) r(i)`

test('all small letters or all capitals beside values written otherwise are told; initials are not', async () => {
  const found = await bench.detect(caseMinority, CODES, [
    `UPDATE $t SET code = lower(code) WHERE n = 7`,
    `UPDATE $t SET nom = upper(nom) WHERE n = 9`,
    `UPDATE $t SET nom = 'PSBR' WHERE n = 11`
  ])
  expect(found.map(({ columns }) => columns[0])).toEqual(['code', 'nom'])
  expect(await bench.rowids(found[0])).toEqual([7])
  expect(await bench.rowids(found[1])).toEqual([9])
})

test('where both ways are usual nothing is told', async () => {
  expect(await bench.detect(caseMinority, CODES)).toEqual([])
  expect(
    await bench.detect(caseMinority, CODES, [`UPDATE $t SET nom = upper(nom), code = lower(code) WHERE n % 5 = 0`])
  ).toEqual([])
})
