import { expect, test } from 'vitest'
import type { Anomaly } from '../../../contract'
import { detectorBench } from '../testing'
import { arithmetic } from './arithmetic'

const bench = detectorBench()

const ORDERS = `SELECT i AS n, 1 + (hash(i) % 40)::INTEGER AS pieces, (100 + hash(i, 3) % 90000)::BIGINT / 100 AS price, [0, 0, 5, 10, 15][(1 + hash(i, 5) % 5)::INTEGER] AS rebate FROM range(2000) r(i)`
const AMOUNTS = `SELECT *, round(net * 1.2, 2) AS gross FROM (SELECT *, round(pieces * price * (1 - rebate / 100.0), 2) AS net FROM (${ORDERS}))`

/** Of each column that is told, the rows; of several told at once, their names in one. */
async function blamed(found: readonly Anomaly[]): Promise<Record<string, number[]>> {
  const rows: Record<string, number[]> = {}
  for (const one of found)
    rows[one.columns.join('|')] = [...new Set([...(rows[one.columns.join('|')] ?? []), ...(await bench.rowids(one))])]
  return Object.fromEntries(Object.entries(rows).map(([name, those]) => [name, those.sort((a, b) => a - b)]))
}
const every = (by: number, at: number): number[] => Array.from({ length: 2000 }, (_, row) => row).filter((row) => row % by === at) // prettier-ignore

test('an amount less a percentage, and the same with tax, tell which of them is wrong', async () => {
  expect(await bench.detect(arithmetic, AMOUNTS)).toEqual([])
  const found = await bench.detect(arithmetic, AMOUNTS, [
    `UPDATE $t SET net = round(net * (1.1 + n / 7000.0), 2) WHERE n % 50 = 3`,
    `UPDATE $t SET gross = round(gross * (1.1 + n / 7000.0), 2) WHERE n % 50 = 7`,
    `UPDATE $t SET price = price * 10 WHERE n % 50 = 11`,
    `UPDATE $t SET pieces = -pieces WHERE n % 50 = 13`
  ])
  expect(await blamed(found)).toEqual({ net: every(50, 3), gross: every(50, 7), price: expect.any(Array), pieces: every(50, 13), 'pieces|price|rebate': expect.any(Array) }) // prettier-ignore
  expect((await blamed(found)).price?.length).toBeGreaterThan(30)
  expect(found.map(({ message }) => message.fr)).toContain('40 lignes où « net » n’est pas « pieces » × « price » × (1 − « rebate » ÷ 100) : la valeur de « net » semble fausse') // prettier-ignore
  expect(found.map(({ message }) => message.fr)).toContain('40 lignes où « gross » n’est pas 1,2 × « net » : la valeur de « gross » semble fausse') // prettier-ignore
  expect(found.map(({ message }) => message.en)).toContain('40 rows where “gross” is not 1.2 × “net”: the value of “gross” seems wrong') // prettier-ignore
})

test('a tax at a rate of its own in each row is part of the amount', async () => {
  const select = `SELECT n, price AS hors_taxe, rate AS taux, round(price * (1 + rate / 100.0), 2) AS toutes_taxes FROM (SELECT *, [5.5, 10, 20, 20][1 + n % 4] AS rate FROM (${ORDERS}))`
  expect(await bench.detect(arithmetic, select)).toEqual([])
  const found = await bench.detect(arithmetic, select, [`UPDATE $t SET toutes_taxes = toutes_taxes + 31.7 WHERE n % 50 = 3`]) // prettier-ignore
  expect((await Promise.all(found.map(bench.rowids))).flat().sort((a, b) => a - b)).toEqual(every(50, 3))
  expect(found[0]?.message.fr).toContain('« hors_taxe » × (1 + « taux » ÷ 100)')
})

test('a discount in few rows, zero or empty in the others, is part of the product', async () => {
  for (const none of ['0', 'NULL::DOUBLE']) {
    const select = `SELECT n, pieces, price, discount, round(pieces * price * (1 - coalesce(discount, 0) / 100), 2) AS total FROM (SELECT *, CASE WHEN n % 60 = 5 THEN 5 + n // 60 % 3 ELSE ${none} END AS discount FROM (${ORDERS}))`
    expect(await bench.detect(arithmetic, select)).toEqual([])
    const found = await bench.detect(arithmetic, select, [`UPDATE $t SET total = total + 3.37 WHERE n % 50 = 3`])
    expect((await blamed(found)).total).toEqual(every(50, 3))
  }
})

test('goods at another rate of tax are no fault; what is off by any number is', async () => {
  const select = `SELECT n, price AS net, round(price * CASE WHEN n % 15 = 2 THEN 1.055 ELSE 1.2 END, 2) AS gross FROM (${ORDERS})`
  expect(await bench.detect(arithmetic, select)).toEqual([])
  const found = await bench.detect(arithmetic, select, [`UPDATE $t SET gross = round(gross * (1.05 + n / 5000.0), 2) WHERE n % 50 = 3`]) // prettier-ignore
  const rows = (await Promise.all(found.map(bench.rowids))).flat()
  expect(rows.length).toBeGreaterThan(35)
  expect(rows.every((row) => row % 50 === 3)).toBe(true)
  // Mostly nothing tells a wrong net amount from a wrong gross one.
  const open = found.filter(({ columns }) => columns.length === 2)
  expect(open.reduce((sum, { rows }) => sum + rows, 0)).toBeGreaterThan(25)
  expect(open.every(({ confidence }) => confidence < 0.5)).toBe(true)
})

test('numbers that have nothing to do with one another make no product', async () => {
  const columns = 'abcdefgh'.split('').map((name, at) => `(hash(i + ${1000 * at}) % ${10 ** (1 + (at % 4))})::BIGINT / ${at % 2 ? 1 : 10} AS ${name}`) // prettier-ignore
  expect(await bench.detect(arithmetic, `SELECT ${columns.join(', ')} FROM range(3000) r(i)`)).toEqual([])
  const near = `SELECT price AS a, round(price * (1.2 + (hash(i, 9) % 100) / 50000.0), 2) AS b FROM (SELECT *, n AS i FROM (${ORDERS}))`
  expect(await bench.detect(arithmetic, near)).toEqual([])
})

test('three amounts in proportion are told once a row', async () => {
  const select = `SELECT n, price AS net, round(price * 0.2, 2) AS tax, round(price * 1.2, 2) AS gross FROM (${ORDERS})`
  expect(await bench.detect(arithmetic, select)).toEqual([])
  const found = await bench.detect(arithmetic, select, [`UPDATE $t SET tax = tax + 9.99 WHERE n % 50 = 3`, `UPDATE $t SET net = net + 9.99 WHERE n % 50 = 7`]) // prettier-ignore
  expect(await blamed(found)).toEqual({ tax: every(50, 3), net: every(50, 7) })
})

test('a slip of the price beside a wrong amount with tax does not make the amount between them wrong', async () => {
  const found = await bench.detect(arithmetic, AMOUNTS, [
    `UPDATE $t SET price = price * 10, gross = round(gross * (1.1 + n / 7000.0), 2) WHERE n % 50 = 3`
  ])
  const told = await blamed(found)
  expect(told.net ?? []).toEqual([])
  expect(told.gross).toEqual(every(50, 3))
  expect(told.price?.length).toBeGreaterThan(30)
})

test('of an amount that stands in all the rules that a row breaks none of the others is blamed', async () => {
  const select = `SELECT n, pieces, price, rebate, net, rate, tax, round(net + tax, 2) AS gross FROM (SELECT *, round(net * rate / 100, 2) AS tax FROM (SELECT *, [20, 20, 5, 0][1 + n % 4] AS rate FROM (${AMOUNTS})))`
  expect(await bench.detect(arithmetic, select)).toEqual([])
  const found = await bench.detect(arithmetic, select, [
    `UPDATE $t SET net = round(net * (1.1 + n / 7000.0), 2) WHERE n % 50 = 4`,
    `UPDATE $t SET gross = round(gross * (1.1 + n / 7000.0), 2) WHERE n % 50 = 8`
  ])
  expect(await blamed(found)).toEqual({ net: every(50, 4), gross: every(50, 8) })
})

test('the query of a finding stays one that can be shown, however many rules the columns keep', async () => {
  const gross = `SELECT *, round(pieces * price, 2) AS gross, (hash(n, 9) % 3000)::BIGINT / 100 AS carriage FROM (${ORDERS})`
  const net = `SELECT *, round(gross - gross * rebate / 100, 2) AS net FROM (${gross})`
  const due = `SELECT *, round(net + tax, 2) AS due, round(net + tax + carriage, 2) AS paid FROM (SELECT *, round(net * 0.2, 2) AS tax FROM (${net}))`
  const found = await bench.detect(arithmetic, due, [
    `UPDATE $t SET net = net + 7.77 WHERE n % 50 = 3`,
    `UPDATE $t SET price = price * 10 WHERE n % 50 = 9`,
    `UPDATE $t SET paid = paid + n WHERE n % 50 = 11`
  ])
  expect(found.length).toBeGreaterThan(4)
  expect(Math.max(...found.map(({ sql }) => sql.length))).toBeLessThan(30_000)
})
