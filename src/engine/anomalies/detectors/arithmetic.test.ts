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

const REFUNDS = `SELECT *, CASE WHEN n % 13 = 5 THEN 2 + (n % 40) / 8.0 ELSE 0 END AS refunds FROM (${BILLS})`
const rowsOf = async (found: Awaited<ReturnType<typeof bench.detect>>): Promise<number[]> =>
  (await Promise.all(found.map(bench.rowids))).flat().sort((a, b) => a - b)

test('a total that one part is taken off is the sum that it is: refunds are no contradiction', async () => {
  const select = `SELECT n, a, b, c, refunds, a + b + c - refunds AS total FROM (${REFUNDS})`
  expect(await bench.detect(arithmetic, select)).toEqual([])
  const found = await bench.detect(arithmetic, select, wrong)
  expect(await rowsOf(found)).toEqual(Array.from({ length: 1500 }, (_, row) => row).filter((row) => [4, 40].includes(row % 75))) // prettier-ignore
  expect(found.every(({ message }) => message.en.includes('“total” is not “a” + “b” + “c” − “refunds”'))).toBe(true)
})

test('refunds in one row of a hundred, zero or empty in the others, are part of the total too', async () => {
  for (const none of ['0', 'NULL::DOUBLE']) {
    const select = `SELECT n, a, b, refunds, a + b - coalesce(refunds, 0) AS total FROM (SELECT *, CASE WHEN n % 100 = 5 THEN 2 + n / 80 ELSE ${none} END AS refunds FROM (${BILLS}))`
    expect(await bench.detect(arithmetic, select)).toEqual([])
    const found = await bench.detect(arithmetic, select, wrong)
    expect(await rowsOf(found)).toHaveLength(40)
    expect(found.every(({ message }) => message.en.includes('“a” + “b” − “refunds”'))).toBe(true)
  }
})

test('a part that is taken off in every row makes a sum, with any whole', async () => {
  const select = `SELECT n, a AS brut, b AS port, c / 10 AS remise, a + b - c / 10 AS net FROM (${BILLS})`
  const found = await bench.detect(arithmetic, select, [`UPDATE $t SET net = net + 13.5 WHERE n % 75 = 4`])
  expect(await rowsOf(found)).toHaveLength(20)
  expect(found.every(({ message }) => message.en.includes('“net” is not “brut” + “port” − “remise”'))).toBe(true)
})

test('a discount taken off a product is part of it', async () => {
  const select = `SELECT n, 1 + n % 7 AS quantity, b AS price, discount, round((1 + n % 7) * b - discount, 2) AS amount FROM (SELECT *, CASE WHEN n % 30 = 5 THEN 1 + n / 100 ELSE 0 END AS discount FROM (${BILLS}))`
  expect(await bench.detect(arithmetic, select)).toEqual([])
  const found = await bench.detect(arithmetic, select, [`UPDATE $t SET amount = amount + 13.5 WHERE n % 75 = 4`])
  expect(await rowsOf(found)).toHaveLength(20)
  expect(found.every(({ message }) => message.en.includes('“amount” is not “quantity” × “price” − “discount”'))).toBe(true) // prettier-ignore
})

test('two pairs of equal columns, and amounts that hardly differ, make no sum with a subtracted part', async () => {
  const copies = `SELECT n, a, b, a AS a2, CASE WHEN n % 75 = 4 THEN b + 9 ELSE b END AS b2 FROM (${BILLS})`
  expect(await bench.detect(arithmetic, copies)).toEqual([])
  const rates = 'abcdef'.split('').map((name, at) => `(hash(i + ${1000 * at}) % 12) / 1000.0 AS ${name}`)
  expect(await bench.detect(arithmetic, `SELECT ${rates.join(', ')} FROM range(2000) r(i)`)).toEqual([])
})

test('wrong totals that are off by what another column happens to hold stay wrong', async () => {
  const select = `SELECT n, a, b, c, a + b AS total FROM (${BILLS})`
  const found = await bench.detect(arithmetic, select, [`UPDATE $t SET total = total + c WHERE n % 75 = 4`])
  expect(await rowsOf(found)).toHaveLength(20)
})

test.each([5, 6, 7, 12])('a total of %i parts is held to them', async (many) => {
  const names = Array.from({ length: many }, (_, at) => `p${at}`)
  const parts = names.map((name, at) => `(100 + hash(20 * i + ${at}) % 9000)::BIGINT / 100 AS ${name}`)
  const select = `SELECT *, round(${names.join(' + ')}, 2) AS total FROM (SELECT i AS n, ${parts.join(', ')} FROM range(1500) r(i))`
  expect(await bench.detect(arithmetic, select)).toEqual([])
  const found = await bench.detect(arithmetic, select, wrong)
  expect(await rowsOf(found)).toHaveLength(40)
  expect(found.every(({ message }) => message.en.includes(names.map((name) => `“${name}”`).join(' + ')))).toBe(true)
  expect(found.flatMap(({ columns }) => columns)).toContain('total')
})

test('what is left of one column less another is told of what is left', async () => {
  const told = async (columns: string) => {
    const made = `SELECT n, ${columns} FROM (${BILLS})`
    const last = /AS (\w+)$/.exec(columns)?.[1] ?? ''
    const found = await bench.detect(arithmetic, made, [`UPDATE $t SET ${last} = ${last} + 13.5 WHERE n % 75 = 4`])
    return [...new Set(found.filter(({ message }) => !message.en.includes('seems wrong')).flatMap((one) => one.columns))] // prettier-ignore
  }
  expect(await told('a + b AS debit, b AS credit, a AS solde')).toEqual(['solde'])
  expect(await told('a AS ventes, b AS couts, a - b AS ce')).toEqual(['ce'])
})

test('a total before its parts stays the total', async () => {
  const select = `SELECT n, a + b AS population, a AS hommes, b AS femmes FROM (${BILLS})`
  const found = await bench.detect(arithmetic, select, [`UPDATE $t SET population = population + 13.5 WHERE n % 75 = 4`]) // prettier-ignore
  expect(found.every(({ message }) => message.en.includes('“population” is not “hommes” + “femmes”'))).toBe(true)
})

test('what is paid above an excess is 0 below it, and no contradiction', async () => {
  const claims = `SELECT i AS n, (5000 + hash(i) % 400000)::BIGINT / 100 AS loss, [0, 150, 300, 380][1 + (i * 7) % 4]::DOUBLE AS excess FROM range(2000) r(i)`
  const select = `SELECT *, greatest(0, round(loss - excess, 2)) AS paid FROM (${claims})`
  expect(await bench.detect(arithmetic, select)).toEqual([])
  const odd = [`UPDATE $t SET paid = paid + 41.5 WHERE n % 75 IN (4, 40)`]
  const found = await bench.detect(arithmetic, select, odd)
  expect(await rowsOf(found)).toEqual(Array.from({ length: 2000 }, (_, row) => row).filter((row) => [4, 40].includes(row % 75))) // prettier-ignore
  expect(found[0]?.explanation.fr).toContain('là où « paid » serait négative, 0 en tient lieu')
})

test('an amount doubled here and there bears no other rate', async () => {
  const select = `SELECT i AS n, (1000 + hash(i) % 90000)::BIGINT / 100 AS net, round((1000 + hash(i) % 90000)::BIGINT / 100 * 1.2, 2) AS gross FROM range(2000) r(i)`
  const found = await bench.detect(arithmetic, select, [`UPDATE $t SET gross = 2 * gross WHERE n % 50 = 7`])
  expect(await rowsOf(found)).toHaveLength(40)
})
