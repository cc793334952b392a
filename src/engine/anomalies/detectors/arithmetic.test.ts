import { expect, test } from 'vitest'
import { detectorBench } from '../testing'
import { arithmetic } from './arithmetic'

const bench = detectorBench()

const PARTS = 'abcd'.split('').map((name, at) => `(100 + hash(10 * i + ${at}) % 9000)::BIGINT / 100 AS ${name}`)
const BILLS = `SELECT i AS n, ${PARTS.join(', ')} FROM range(1500) r(i)`
const wrong = [`UPDATE $t SET total = total + 13.5 WHERE n % 75 IN (4, 40)`]

test('a total of four parts is held to them', async () => {
  const found = await bench.detect(arithmetic, `SELECT *, a + b + c + d AS total FROM (${BILLS})`, wrong)
  const rows = (await Promise.all(found.map(bench.rowids))).flat().sort((a, b) => a - b)
  expect(rows).toEqual(Array.from({ length: 1500 }, (_, row) => row).filter((row) => [4, 40].includes(row % 75)))
  expect(found.every(({ message }) => message.en.includes('“total” is not “a” + “b” + “c” + “d”'))).toBe(true)
})

test('a total of four parts is told once, by the sum that some of them make', async () => {
  const sums = ['a + b AS net', 'a + b + c AS net', 'a + b AS net, c + d AS fees'].map((made) => `SELECT *, ${made} FROM (${BILLS})`) // prettier-ignore
  for (const select of sums) {
    const found = await bench.detect(arithmetic, `SELECT *, a + b + c + d AS total FROM (${select})`, wrong)
    expect(found.length).toBeGreaterThan(0)
    expect(new Set(found.map(({ message }) => /“total” is not [^:]*/.exec(message.en)?.[0]?.trim())).size).toBe(1)
    expect(found.some(({ message }) => message.en.includes('“a” + “b” + “c” + “d”'))).toBe(false)
  }
})

test('numbers that have nothing to do with one another make no sum of four', async () => {
  const few = 'abcdefgh'.split('').map((name, at) => `(hash(i + ${1000 * at}) % ${2 + at})::BIGINT AS ${name}`)
  expect(await bench.detect(arithmetic, `SELECT ${few.join(', ')} FROM range(2000) r(i)`)).toEqual([])
})
