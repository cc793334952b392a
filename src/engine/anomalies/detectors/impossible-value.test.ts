import { expect, test } from 'vitest'
import { detectorBench } from '../testing'
import { impossibleValue } from './impossible-value'

const bench = detectorBench()

test('negative salaries are told though they are some; credit notes and changes of salary are not', async () => {
  const amounts = (name: string): string =>
    `SELECT i AS n, round((1400 + hash(i) % 300000 / 100) * CASE WHEN i % 25 = 3 THEN -1 ELSE 1 END, 2) AS ${name} FROM range(500) r(i)`
  const [told, ...others] = await bench.detect(impossibleValue, amounts('salaire_brut'))
  expect(others).toEqual([])
  expect(told).toMatchObject({ columns: ['salaire_brut'], rows: 20, severity: 'critical' })
  expect(await bench.detect(impossibleValue, amounts('montant_facture'))).toEqual([])
  expect(await bench.detect(impossibleValue, amounts('variation_salaire'))).toEqual([])
})

test('how bad negative values are falls with their share: prices that are given back are a doubt, slips are errors', async () => {
  const prices = (name: string, every: number): string =>
    `SELECT i AS n, round((5 + hash(i) % 3000 / 100) * CASE WHEN i % ${every} = 3 THEN -1 ELSE 1 END, 2) AS ${name} FROM range(1000) r(i)`
  const told = async (name: string, every: number) =>
    (await bench.detect(impossibleValue, prices(name, every))).map(({ severity, proposal }) => [severity, proposal?.repair.kind]) // prettier-ignore
  expect(await told('prix_unitaire', 250)).toEqual([['critical', 'set_missing']])
  expect(await told('prix_unitaire', 25)).toEqual([['warning', 'review']])
  expect(await told('poids', 25)).toEqual([['critical', 'set_missing']])
  expect(await told('poids', 14)).toEqual([['warning', 'set_missing']])
})

test('the ends of what cannot be are told as ends, written as numbers and days of the language', async () => {
  const [age] = await bench.detect(
    impossibleValue,
    `SELECT i AS n, CASE i WHEN 3 THEN -4.5 WHEN 9 THEN 1250.0 ELSE 20.0 + i % 50 END::DOUBLE AS age FROM range(300) r(i)`
  )
  expect(age?.message.fr.replace(/\s/g, ' ')).toBe('« age » : 2 lignes hors du possible (−4,5 et 1 250)')
  expect(age?.message.en).toBe('“age”: 2 rows out of the possible (−4.5 and 1,250)')
  const [day] = await bench.detect(
    impossibleValue,
    `SELECT i AS n, CASE i WHEN 3 THEN DATE '1899-12-30' ELSE DATE '2024-01-01' + (i % 300)::INTEGER END AS le FROM range(300) r(i)`
  )
  expect(day?.message.fr).toContain('(30/12/1899)')
})

test('of several impossible values the ends are told as a range, two as a pair, in whole numbers where they are whole', async () => {
  const select = `SELECT i AS n, (20 + i % 50)::DOUBLE AS age FROM range(900) r(i)`
  const told = async (edit: string) => (await bench.detect(impossibleValue, select, [edit]))[0]?.message.fr
  expect(await told('UPDATE $t SET age = -3 - n WHERE n < 3')).toMatch(/\(de −5 à −3\)$/)
  expect(await told('UPDATE $t SET age = -3.5 - n WHERE n < 2')).toMatch(/\(−4,5 et −3,5\)$/)
})

test('negative durations in more than one row of a hundred are impossible; delays that are early, and values a little below 0, are not', async () => {
  const select = (name: string, below: string): string =>
    `SELECT i AS n, CASE WHEN i % 25 = 3 THEN ${below} ELSE 5 + hash(i) % 90 END::INTEGER AS ${name} FROM range(2000) r(i)`
  const found = await bench.detect(impossibleValue, select('duree_min', '-(5 + hash(i) % 90)::INTEGER'))
  expect(found.map(({ columns, rows }) => [columns, rows])).toEqual([[['duree_min'], 80]])
  expect(await bench.detect(impossibleValue, select('retard_min', '-(5 + hash(i) % 90)::INTEGER'))).toEqual([])
  expect(await bench.detect(impossibleValue, select('duree_min', '-(1 + hash(i) % 5)::INTEGER'))).toEqual([])
})

test('dates that end, or are planned, some weeks ahead are none; those that nothing leads up to are, and what has happened is never to come', async () => {
  // Ends some 60 to 900 days after a start: the last of them lie ahead of the day of the search, ever fewer.
  const ends = (name: string): string =>
    `SELECT i AS n, DATE '2019-01-01' + (hash(i) % 1790)::INTEGER + (60 + hash(i * 3) % 840)::INTEGER AS ${name} FROM range(2000) r(i)`
  for (const name of ['date_resiliation', 'date', 'validite']) {
    expect(await bench.detect(impossibleValue, ends(name))).toEqual([])
    const wrong = await bench.detect(impossibleValue, ends(name), [`UPDATE $t SET ${name} = ${name} + 3650 WHERE n IN (3, 4, 5) AND ${name} < '2024-01-01'`]) // prettier-ignore
    expect(wrong.flatMap(({ rows }) => rows)).toEqual([3])
  }
  const [ordered] = await bench.detect(impossibleValue, ends('date_commande'))
  expect(ordered?.severity).toBe('critical')
  const visits = `SELECT i AS n, DATE '2025-01-01' + (i % 420)::INTEGER AS jour FROM range(2000) r(i)`
  const [late] = await bench.detect(impossibleValue, visits, [`UPDATE $t SET jour = DATE '2027-05-04' WHERE n = 7`])
  expect(late?.rows).toBe(1)
})

test('a balance, a change or a margin may be a little below 0 once', async () => {
  const select = (name: string): string =>
    `SELECT i AS n, CASE WHEN i = 4 THEN -1.4 ELSE 10 + hash(i) % 900 / 7.0 END AS ${name} FROM range(900) r(i)`
  for (const name of ['solde', 'ecart', 'variation_stock', 'marge', 'temperature']) expect(await bench.detect(impossibleValue, select(name))).toEqual([]) // prettier-ignore
  expect(await bench.detect(impossibleValue, select('mesure'))).toHaveLength(1)
})
