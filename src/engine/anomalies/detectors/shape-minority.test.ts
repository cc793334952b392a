import { expect, test } from 'vitest'
import { detectorBench } from '../testing'
import { shapeMinority } from './shape-minority'

const bench = detectorBench()

test('numbers cut short are told beside those written in another way', async () => {
  const phone = `'0' || (1 + i % 5) || ' ' || lpad((i * 37 % 100)::VARCHAR, 2, '0') || ' ' || lpad((i * 53 % 100)::VARCHAR, 2, '0') || ' ' || lpad((i * 71 % 100)::VARCHAR, 2, '0') || ' ' || lpad((i * 89 % 100)::VARCHAR, 2, '0')`
  const found = await bench.detect(shapeMinority, `SELECT i AS n, ${phone} AS telephone FROM range(2000) r(i)`, [
    `UPDATE $t SET telephone = replace(telephone, ' ', '.') WHERE n % 100 = 7`,
    `UPDATE $t SET telephone = left(telephone, 13) WHERE n % 200 = 31`
  ])
  expect(found).toHaveLength(1)
  const wrong = Array.from({ length: 2000 }, (_, row) => row).filter((row) => row % 100 === 7 || row % 200 === 31)
  expect((await bench.rowids(found[0])).sort((a, b) => a - b)).toEqual(wrong)
})
