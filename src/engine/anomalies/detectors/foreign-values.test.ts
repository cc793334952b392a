import { expect, test } from 'vitest'
import { detectorBench } from '../testing'
import { swappedValues } from './swapped-values'

const bench = detectorBench()
const WORDS = (list: string) => `list_value(${list.split(' ').map((one) => `'${one}'`).join(', ')})` // prettier-ignore
const TOWNS = WORDS('Lyon Nantes Rennes Lille Dijon Brest Tours Metz')
const MAKES = WORDS('Dacia Fiat Opel Seat Volvo')

async function told(select: string, ...edits: string[]) {
  const found = await bench.detect(swappedValues, select, edits)
  return Promise.all(found.map(async (one) => [one.columns.join(), await bench.rowids(one)]))
}

test('post codes among towns and ages among names are told, few as they are', async () => {
  const select = `SELECT i AS n, ${TOWNS}[1 + i % 8] AS ville, '0' || (44000 + i % 8)::VARCHAR AS code, ${MAKES}[1 + i % 5] || 'ine' AS nom, 20 + i % 40 AS age FROM range(800) r(i)`
  expect(
    await told(
      select,
      `UPDATE $t SET ville = code WHERE n IN (40, 300)`,
      `UPDATE $t SET nom = age::VARCHAR WHERE n = 7`
    )
  ).toEqual([
    ['ville', [40, 300]],
    ['nom', [7]]
  ])
})

test('words of another column are told where several are, and the other column is empty or another there', async () => {
  const select = `SELECT i AS n, ${MAKES}[1 + i % 5] AS marque, ${TOWNS}[1 + i % 8] AS ville FROM range(800) r(i)`
  const moved = `UPDATE $t SET ville = marque, marque = NULL WHERE n IN (10, 51, 102, 203)`
  expect(await told(select, moved)).toEqual([['ville', [10, 51, 102, 203]]])
})

test('a kind without kinds of its own bears its name, a title may be a year, and a town the name of its land', async () => {
  const kinds = `SELECT i AS n, ${MAKES}[1 + i % 5] AS famille, CASE WHEN i % 40 = 3 THEN ${MAKES}[1 + i % 5] ELSE ${TOWNS}[1 + i % 8] END AS genre FROM range(800) r(i)`
  expect(await told(kinds)).toEqual([])
  const films = `SELECT i AS n, CASE WHEN i = 5 THEN '1984' ELSE 'Film ' || chr(65 + (i % 26)::INTEGER) || chr(65 + (i // 26 % 26)::INTEGER) END AS titre, 1980 + i % 20 AS annee FROM range(600) r(i)`
  expect(await told(films)).toEqual([])
  const lands = `SELECT i AS n, CASE WHEN i % 200 = 7 THEN 'Fiat' ELSE ${TOWNS}[1 + i % 8] END AS ville, CASE WHEN i % 200 = 7 OR i % 4 = 1 THEN 'Fiat' ELSE ${MAKES}[1 + i % 5] END AS pays FROM range(800) r(i)`
  expect(await told(lands)).toEqual([])
})
