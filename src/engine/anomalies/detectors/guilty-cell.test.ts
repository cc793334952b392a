import { expect, test } from 'vitest'
import { createRandom } from '../../stats/random'
import { calibrated } from '../calibration'
import { SURE } from '../cells'
import { detectorBench, valuesSql } from '../testing'
import { arithmetic } from './arithmetic'
import { dateOrder } from './date-order'
import { timeBreak } from './time-break'

const bench = detectorBench()

test('of three values that do not add up, the one that alone can be set right is told', async () => {
  const random = createRandom(3)
  const rows = Array.from({ length: 400 }, () => {
    const [net, tax] = [10 + random.below(90_000) / 100, 1 + random.below(9_000) / 100]
    return [net, tax, Math.round(100 * (net + tax)) / 100]
  })
  rows[40]![2] = 0.5
  rows[60]![1] = 99_999
  rows[70]![0] = 88_888
  // Ten more or less could be in any of the three.
  Object.assign(rows[80]!, [500, 40, 550])
  const found = await bench.detect(arithmetic, valuesSql(['ht DOUBLE', 'tva DOUBLE', 'ttc DOUBLE'], rows))
  const told = await Promise.all(found.map(async (one) => [one.columns.join(), await bench.rowids(one)]))
  expect(told).toEqual([
    ['ttc', [80]],
    ['ttc', [40]],
    ['ht', [70]],
    ['tva', [60]]
  ])
  expect(new Set(found.map(({ id }) => id)).size).toBe(4)
  expect(found[3]?.message.fr).toBe(
    '1 ligne où « ttc » n’est pas « ht » + « tva » : la valeur de « tva » semble fausse'
  )
})

test('one part of two totals is told by two anomalies, each with an id of its own', async () => {
  const random = createRandom(3)
  const rows = Array.from({ length: 400 }, () => {
    const [net, tax] = [10 + random.below(90_000) / 100, 1 + random.below(9_000) / 100]
    const total = Math.round(100 * (net + tax)) / 100
    return [net, tax, total, total]
  })
  rows[70]![0] = 88_888
  const found = await bench.detect(
    arithmetic,
    valuesSql(['ht DOUBLE', 'tva DOUBLE', 'ttc DOUBLE', 'copie DOUBLE'], rows)
  )
  const told = found.filter(({ columns }) => columns[0] === 'ht')
  expect(told).toHaveLength(2)
  expect(new Set(told.map(({ id }) => id)).size).toBe(2)
})

test('a count must stay whole: a wrong price is told from a wrong count', async () => {
  const random = createRandom(4)
  const rows = Array.from({ length: 400 }, () => {
    const [n, price] = [2 + random.below(30), 3 + random.below(4_000) / 100]
    return [n, price, Math.round(100 * n * price) / 100]
  })
  rows[50]![0] = 900
  const found = await bench.detect(arithmetic, valuesSql(['quantite INTEGER', 'prix DOUBLE', 'total DOUBLE'], rows))
  expect(await Promise.all(found.map(async (one) => [one.columns.join(), await bench.rowids(one)]))).toEqual([
    ['quantite', [50]]
  ])
})

test('of two dates in the wrong order, the one far from its column is told; swapped ones are both', async () => {
  const select = `SELECT i AS id, DATE '2024-01-01' + (i % 300)::INTEGER AS debut, DATE '2024-01-05' + (i % 300)::INTEGER AS fin FROM range(600) r(i)`
  const found = await bench.detect(dateOrder, select, [
    `UPDATE $t SET fin = DATE '2013-01-01' WHERE id = 8`,
    `UPDATE $t SET debut = DATE '2034-01-01' WHERE id = 80`,
    `UPDATE $t SET debut = fin, fin = debut WHERE id = 200`
  ])
  expect(await Promise.all(found.map(async (one) => [one.columns, await bench.rowids(one)]))).toEqual([
    [['debut', 'fin'], [200]],
    [['debut'], [80]],
    [['fin'], [8]]
  ])
})

test('few wrong totals among many rows are told, though none is among the rows that the rule is tried on', async () => {
  const random = createRandom(5)
  const rows = Array.from({ length: 20_000 }, () => {
    const [n, price] = [2 + random.below(30), 3 + random.below(4_000) / 100]
    return [n, price, Math.round(100 * n * price) / 100]
  })
  rows[7]![2] = 0.01
  rows[8_001]![2] = 99_999
  const found = await bench.detect(arithmetic, valuesSql(['quantite INTEGER', 'prix DOUBLE', 'total DOUBLE'], rows))
  const told = await Promise.all(found.map((one) => bench.rowids(one)))
  expect(told.flat().sort((a, b) => a - b)).toEqual([7, 8_001])
})

test('what takes part in another sum that the row keeps is right; what breaks two is wrong', async () => {
  const random = createRandom(6)
  const rows = Array.from({ length: 400 }, () => {
    const [a, b, blank, away] = [40, 40, 20, 60].map((most) => 30 + random.below(most)) as [
      number,
      number,
      number,
      number
    ]
    return [a + b + blank + away, away, a + b + blank, blank, a + b, a, b]
  })
  // The same change could be in any column of a sum: only the other sums tell.
  rows[50]![3]! += 12
  rows[60]![4]! += 12
  rows[70]![2]! += 12
  const columns = ['inscrits', 'absents', 'votants', 'blancs', 'exprimes', 'oui', 'non'].map((one) => `${one} INTEGER`)
  const found = await bench.detect(arithmetic, valuesSql(columns, rows))
  const told = await Promise.all(found.map(async (one) => [one.columns.join(), await bench.rowids(one)]))
  expect([...new Set(told.map((one) => JSON.stringify(one)))].sort()).toEqual([
    '["blancs",[50]]',
    '["exprimes",[60]]',
    '["votants",[70]]'
  ])
})

test('a code for a missing part is told as that, not as a wrong product', async () => {
  const random = createRandom(7)
  const rows = Array.from({ length: 400 }, () => {
    const [n, price] = [2 + random.below(30), 3 + random.below(4_000) / 100]
    return [n, price, Math.round(100 * n * price) / 100]
  })
  for (const row of [20, 40, 60]) rows[row]![0] = -1
  rows[80]![2] = 0.01
  const found = await bench.detect(arithmetic, valuesSql(['quantite INTEGER', 'prix DOUBLE', 'total DOUBLE'], rows))
  expect(await Promise.all(found.map(async (one) => [one.columns.join(), await bench.rowids(one)]))).toEqual([
    ['total', [80]]
  ])
})

test('a sum with a code in one part says nothing for the column that the part makes up', async () => {
  const random = createRandom(8)
  const rows = Array.from({ length: 400 }, () => {
    const [c, d, b] = [30 + random.below(40), 30 + random.below(40), 200 + random.below(60)] as [number, number, number]
    return [c + d + b, c + d, b, c, d]
  })
  // The sum of c and d stays open: by a 60 either a or the total may be wrong, a 300 is wrong itself.
  rows[20] = [330, 60, 230, 999, 50]
  rows[30] = [330, 300, 230, 999, 50]
  for (const row of [40, 50]) rows[row]![3] = 999
  const columns = ['total', 'a', 'b', 'c', 'd'].map((one) => `${one} INTEGER`)
  const found = await bench.detect(arithmetic, valuesSql(columns, rows))
  const told = await Promise.all(
    found.map(async (one) => [one.columns.join(), one.message.en.includes('seems wrong'), await bench.rowids(one)])
  )
  expect(told).toEqual([
    ['total', false, [20]],
    ['a', true, [30]]
  ])
})

test('dates in the wrong order are in the precision view, be they a few in a thousand or one in a hundred', async () => {
  const select = (share: number): string =>
    `SELECT i AS id, DATE '2024-01-01' + (i % 300)::INTEGER AS date_facture, DATE '2024-01-01' + (i % 300)::INTEGER + (CASE WHEN i % 1000 < ${share} THEN -12 ELSE 5 + i % 40 END)::INTEGER AS date_echeance FROM range(3000) r(i)`
  for (const share of [3, 9]) {
    const found = await bench.detect(dateOrder, select(share))
    expect(found.reduce((sum, { rows }) => sum + rows, 0)).toBe(3 * share)
    for (const { confidence } of found) expect(calibrated('date_order', confidence)).toBeGreaterThanOrEqual(SURE)
  }
})

test('of two dates in the wrong order, the one with day and month changed over is told, and makes no break in time', async () => {
  const select = `SELECT i AS id, DATE '2024-03-01' + (hash(i) % 60)::INTEGER AS commande, DATE '2024-03-02' + (hash(i) % 60)::INTEGER + (hash(i, 2) % 4)::INTEGER AS livraison FROM range(2500) r(i)`
  const swap = `UPDATE $t SET commande = make_date(2024, day(commande), month(commande)) WHERE day(commande) <= 12 AND day(commande) NOT IN (3, 4) AND hash(id, 3) % 10 = 0`
  const found = await bench.detect(dateOrder, select, [swap])
  expect(new Set(found.flatMap(({ columns }) => columns))).toEqual(new Set(['commande']))
  expect(found.some(({ explanation }) => explanation.fr.includes('si l’on échange le jour et le mois de « commande »'))).toBe(true) // prettier-ignore
  expect(await bench.detect(timeBreak, select, [swap])).toEqual([])
})

test('of two dates in the wrong order, the one that the neighbouring rows speak against is told', async () => {
  const select = `SELECT i AS id, DATE '2023-01-01' + (i // 4)::INTEGER AS commande, DATE '2023-01-02' + (i // 4)::INTEGER + (hash(i, 2) % 14)::INTEGER AS envoi FROM range(2500) r(i)`
  const back = (column: string, part: number): string =>
    `UPDATE $t SET ${column} = ${column} ${column === 'envoi' ? '-' : '+'} ((20 + hash(id, 5) % 90)::INTEGER) WHERE id % 100 = ${part}`
  const found = await bench.detect(dateOrder, select, [back('envoi', 7), back('commande', 40)])
  const told = await Promise.all(found.map(async (one) => [one.columns.join(), (await bench.rowids(one)).every((row) => row % 100 === (one.columns[0] === 'envoi' ? 7 : 40))])) // prettier-ignore
  expect(told.filter(([, isRight]) => !isRight)).toEqual([])
  expect(found.find(({ columns }) => columns.join() === 'envoi')?.rows).toBeGreaterThan(20)
  expect(found.find(({ columns }) => columns.join() === 'commande')?.rows).toBeGreaterThan(20)
})

test('two dates in the wrong order that nothing decides between are less sure than two that stand in each other’s place', async () => {
  const select = `SELECT i AS id, DATE '2023-01-01' + (hash(i) % 700)::INTEGER AS debut, DATE '2023-01-02' + (hash(i) % 700)::INTEGER + (5 + hash(i, 2) % 10)::INTEGER AS fin FROM range(2500) r(i)`
  const sureOf = async (edit: string): Promise<number> => {
    const found = await bench.detect(dateOrder, select, [edit])
    return calibrated('date_order', found.find(({ columns }) => columns.length === 2)?.confidence ?? 0)
  }
  const away = await sureOf(`UPDATE $t SET fin = debut - (20 + hash(id, 7) % 100)::INTEGER WHERE id % 50 = 3`)
  const exchanged = await sureOf(`UPDATE $t SET fin = debut, debut = fin WHERE id % 50 = 3`)
  expect(away).toBeGreaterThanOrEqual(SURE)
  expect(away).toBeLessThan(exchanged - 0.05)
  expect(exchanged).toBeGreaterThan(0.7)
})

test('a part with a minus too many is told, not the total that it makes', async () => {
  const random = createRandom(11)
  const rows = Array.from({ length: 600 }, (_, at) => {
    const [fee, energy, rebate] = [100, 900, 40].map((most) => 5 + random.below(100 * most) / 100) as [number, number, number] // prettier-ignore
    const total = Math.round(100 * (fee + energy - rebate)) / 100
    return [fee, energy, at % 30 === 7 ? -rebate : rebate, at % 30 === 9 ? total + 5 : total]
  })
  const columns = ['abonnement DOUBLE', 'energie DOUBLE', 'remise DOUBLE', 'total DOUBLE']
  const found = await bench.detect(arithmetic, valuesSql(columns, rows))
  const signs = found.filter((one) => one.columns.join() === 'remise')
  expect((await Promise.all(signs.map(bench.rowids))).flat().filter((row) => row % 30 === 7)).toHaveLength(20)
  const others = await Promise.all(found.filter((one) => one.columns.join() !== 'remise').map(bench.rowids))
  expect(others.flat().every((row) => row % 30 === 9)).toBe(true)
})
