import { expect, test } from 'vitest'
import { detectorBench } from '../testing'
import { dateOrder } from './date-order'

const bench = detectorBench()

const ORDERS = `SELECT i AS n, DATE '2024-01-01' + (i % 300)::INTEGER AS saisie, DATE '2024-01-03' + (i % 300 + i % 4)::INTEGER AS envoi, DATE '2024-01-12' + (i % 300 + i % 3)::INTEGER AS recu FROM range(600) r(i)`

test('of two dates in the wrong order, the one that a third date speaks against is at fault', async () => {
  const found = await bench.detect(dateOrder, ORDERS, [
    `UPDATE $t SET saisie = saisie + INTERVAL 30 DAY WHERE n IN (7, 100)`
  ])
  expect(new Set(found.map(({ columns }) => columns.join()))).toEqual(new Set(['saisie']))
  for (const one of found) expect(await bench.rowids(one)).toEqual([7, 100])
  expect(found[0]?.explanation.fr).toContain('troisième date')
})

test('where nothing tells which of the two is wrong, both are', async () => {
  const [found, ...others] = await bench.detect(dateOrder, ORDERS, [
    `UPDATE $t SET envoi = recu + INTERVAL 3 DAY WHERE n = 7`
  ])
  expect(others).toEqual([])
  expect([found?.columns, await bench.rowids(found)]).toEqual([['envoi', 'recu'], [7]])
})

const SHIFTS = (names: [string, string]): string =>
  `SELECT i AS n, TIME '00:00' + to_minutes(a) AS ${names[0]}, TIME '00:00' + to_minutes((a + 10 + hash(i + 7) % 170)::BIGINT) AS ${names[1]} FROM (SELECT i, (420 + hash(i) % 1000)::BIGINT AS a FROM range(800) r(i))`

test('a time of day before the one that it follows everywhere else is told, one after midnight is not', async () => {
  for (const [names, confidence] of [
    [['h_debut', 'h_fin'], 0.62],
    [['t1', 't2'], 0.45]
  ] as const) {
    const [found, ...others] = await bench.detect(dateOrder, SHIFTS([...names]), [
      `UPDATE $t SET ${names[1]} = TIME '05:10' WHERE n % 100 = 3`,
      `UPDATE $t SET ${names[0]} = TIME '23:00', ${names[1]} = TIME '00:45' WHERE n % 100 = 4`
    ])
    expect(others).toEqual([])
    expect((await bench.rowids(found)).every((row) => row % 100 === 3)).toBe(true)
    expect([found?.rows, found?.confidence]).toEqual([8, confidence])
  }
})

test('a third date says which of two is wrong though its own order is broken too often to be told', async () => {
  const select = `SELECT i AS id, DATE '2025-01-01' + (i % 300)::INTEGER AS date_commande, DATE '2025-01-02' + (i % 300 + i % 3)::INTEGER AS expedition, DATE '2025-01-06' + (i % 300 + i % 5)::INTEGER AS date_livraison FROM range(1200) r(i)`
  const wrong = `UPDATE $t SET date_livraison = date_commande - 6 WHERE id % 12 = 7`
  const found = await bench.detect(dateOrder, select, [wrong])
  expect(found.map(({ columns, rows }) => [columns.join(), rows])).toEqual([['date_livraison', 100]])
})

const FILES = `SELECT i AS n, DATE '2024-01-01' + (hash(i) % 300)::INTEGER AS date_ouverture, DATE '2024-01-02' + (hash(i) % 300 + hash(i + 7) % 40)::INTEGER AS date_cloture FROM range(400) r(i)`

test('a default day that stands for a missing date contradicts nothing', async () => {
  const codes = [
    `UPDATE $t SET date_cloture = DATE '1900-01-01' WHERE n % 20 = 3`,
    `UPDATE $t SET date_ouverture = DATE '9999-12-31' WHERE n % 40 = 5`
  ]
  expect(await bench.detect(dateOrder, FILES, codes)).toEqual([])
  const small = FILES.replace('range(400)', 'range(60)')
  expect(await bench.detect(dateOrder, small, codes)).toEqual([])
  const both = [...codes, `UPDATE $t SET date_cloture = date_ouverture - 9 WHERE n IN (1, 2)`]
  const [found, ...others] = await bench.detect(dateOrder, FILES, both)
  expect(others).toEqual([])
  expect(await bench.rowids(found)).toEqual([1, 2])
})

test('a default day met once is at fault, not the sure date beside it', async () => {
  const small = FILES.replace('range(400)', 'range(60)')
  for (const [name, day] of [
    ['date_cloture', '1900-01-01'],
    ['date_ouverture', '9999-12-31']
  ]) {
    const found = await bench.detect(dateOrder, small, [`UPDATE $t SET ${name} = DATE '${day}' WHERE n = 3`])
    expect(found.map(({ columns, rows }) => [columns, rows])).toEqual([[[name], 1]])
  }
})

test('default days in texts and moments contradict nothing either', async () => {
  const codes = [`UPDATE $t SET date_cloture = DATE '1900-01-01' WHERE n % 20 = 3`]
  const written = `SELECT n, strftime(date_ouverture, '%d/%m/%Y') AS date_ouverture, CASE WHEN n % 20 = 3 THEN '01/01/1900' ELSE strftime(date_cloture, '%d/%m/%Y') END AS date_cloture FROM (${FILES})`
  expect(await bench.detect(dateOrder, written)).toEqual([])
  const moments = `SELECT n, date_ouverture::TIMESTAMP AS date_ouverture, date_cloture::TIMESTAMP AS date_cloture FROM (${FILES})`
  expect(await bench.detect(dateOrder, moments, codes)).toEqual([])
})
