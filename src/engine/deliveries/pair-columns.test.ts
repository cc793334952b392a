import { expect, test } from 'vitest'
import { pairColumns } from './pair-columns'
import { deliveryBench } from './testing'

const { rows } = deliveryBench()

/** Whether a value of one type is taken for one of another. */
async function isSame([value, type]: [string, string], [other, otherType]: [string, string]): Promise<unknown> {
  const side = (of: string) => ({ table: 't', columns: [{ name: 'x', type: of }], readings: [] })
  const [pair] = pairColumns({ kept: ['x'], renamed: [] }, side(type), side(otherType))
  const [row] = await rows(
    `SELECT (SELECT ${pair?.before} FROM (SELECT '${value}'::${type} AS x)) = (SELECT ${pair?.after} FROM (SELECT '${other}'::${otherType} AS x)) AS same`
  )
  return row?.same
}

test('whole numbers and decimals are compared to their last digit, beyond those of a double', async () => {
  expect(await isSame(['9007199254740993', 'BIGINT'], ['9007199254740993.00', 'DECIMAL(18,2)'])).toBe(true)
  expect(await isSame(['9007199254740993', 'BIGINT'], ['9007199254740992.00', 'DECIMAL(18,2)'])).toBe(false)
  expect(await isSame(['0.10', 'DECIMAL(38,2)'], ['0.1000000000', 'DECIMAL(20,10)'])).toBe(true)
  expect(await isSame(['100', 'INTEGER'], ['100.0', 'DECIMAL(5,1)'])).toBe(true)
  expect(await isSame(['100', 'HUGEINT'], ['10', 'BIGINT'])).toBe(false)
  expect(await isSame(['-10.50', 'DECIMAL(8,2)'], ['-10.5', 'DOUBLE'])).toBe(true)
})
