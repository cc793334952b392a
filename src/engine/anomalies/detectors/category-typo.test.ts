import { expect, test } from 'vitest'
import { detectorBench } from '../testing'
import { categoryTypo, findTypos } from './category-typo'

const bench = detectorBench()
const listOf = (counts: Record<string, number>) =>
  Object.entries(counts)
    .map(([value, n]) => ({ value, n }))
    .sort((a, b) => b.n - a.n)
const found = (counts: Record<string, number>): [string, string][] =>
  findTypos(listOf(counts)).map(({ from, to }) => [from.value, to.value])

test('a slip in a short word is told with the one frequent word near it', () => {
  expect(found({ Oui: 300, Non: 200, Oiu: 1, Ouu: 2, Nn: 1 })).toEqual([['Ouu', 'Oui'], ['Oiu', 'Oui'], ['Nn', 'Non']]) // prettier-ignore
  expect(found({ 'Fiber Optic': 300, DSL: 200, Cable: 150, xSL: 2 })).toEqual([['xSL', 'DSL']])
  expect(found({ USA: 400, GBR: 200, FRA: 150, JPN: 90, USx: 1, FRB: 1 })).toEqual([['USx', 'USA']])
})

test('short codes near one another, and single letters, are things of their own', () => {
  expect(found({ CDI: 300, CDD: 200, CTT: 100, CDX: 2 })).toEqual([])
  expect(found({ Oui: 300, Non: 200, Nsp: 5, O: 1, Ok: 1 })).toEqual([])
  expect(found({ mer: 200, sud: 100, mur: 20 })).toEqual([])
})

test('a long word that stands once is told beside one that stands five times; beside four, it is not', () => {
  expect(found({ 'Chardonnay blanc': 5, 'Chardonay blanc': 1 })).toEqual([['Chardonay blanc', 'Chardonnay blanc']])
  expect(found({ 'Chardonnay blanc': 4, 'Chardonay blanc': 1 })).toEqual([])
})

test('another unit or code one letter away is told to be looked at, never replaced; a swap or a mixed case is', async () => {
  const surely = (counts: Record<string, number>) =>
    findTypos(listOf(counts)).map(({ from, isSure }) => [from.value, isSure])
  expect(surely({ kWh: 900, litre: 400, MWh: 2 })).toEqual([['MWh', false]])
  expect(surely({ SMS: 400, courriel: 300, MMS: 3 })).toEqual([['MMS', false]])
  expect(surely({ Oui: 300, Non: 200, Oiu: 1, Ouu: 1, Nno: 3 })).toEqual([['Nno', false], ['Oiu', true], ['Ouu', false]]) // prettier-ignore
  expect(surely({ USA: 400, GBR: 200, FRA: 150, JPN: 90, USx: 1 })).toEqual([['USx', true]])
  const units = `SELECT i AS n, CASE WHEN i % 2 = 0 THEN 'kWh' ELSE 'litre' END AS unite FROM range(600) r(i)`
  const told = await bench.detect(categoryTypo, units, [`UPDATE $t SET unite = 'MWh' WHERE n = 30`])
  expect(told.map(({ rows, proposal }) => [rows, proposal?.repair])).toEqual([[1, { kind: 'review' }]])
})

test('names of people, and words that differ in their ending, are told only ten to one', () => {
  expect(found({ Christian: 6, Christina: 1 })).toEqual([])
  expect(found({ Stéphane: 5, Stéphanie: 1 })).toEqual([])
  expect(found({ 'Directeur adjoint': 6, 'Directeuse adjoint': 1 })).toEqual([])
  expect(found({ Christian: 10, Christain: 1 })).toEqual([['Christain', 'Christian']])
  expect(found({ 'Rue Chateaubriand': 5, 'Rue Chataubriand': 1 })).toEqual([['Rue Chataubriand', 'Rue Chateaubriand']])
  expect(findTypos(listOf({ 'Marie Fontaine': 5, 'Marie Fotaine': 1 }), true)).toEqual([])
})

test('among names that mostly stand once, a slip of one that comes back is told with its repair', async () => {
  const select = `SELECT i AS n, CASE WHEN i % 3 = 0 THEN 'Boulangerie Martin' WHEN i % 3 = 1 THEN 'Maison ' || md5(i::VARCHAR)[:9] ELSE 'Garage Dupont' END AS enseigne FROM range(300) r(i)`
  const [told] = await bench.detect(categoryTypo, select, [
    `UPDATE $t SET enseigne = 'Boulangerie Matrin' WHERE n = 30`
  ])
  expect(told?.proposal?.repair).toEqual({
    kind: 'replace',
    column: 'enseigne',
    map: [{ from: 'Boulangerie Matrin', to: 'Boulangerie Martin' }]
  })
})

test('codes of letters and digits that differ in one letter are two codes; one of a broken shape, or a numbered word, is a slip', () => {
  expect(found({ 'B1-11': 40, 'A2-35': 30, 'C1-11': 1, 'AX12-K': 50, 'AY12-K': 1 })).toEqual([])
  expect(found({ 'B1-11': 60, 'A2-35': 30, 'BB1-11': 1 })).toEqual([['BB1-11', 'B1-11']])
  expect(found({ 'Atelier 12': 40, 'Bureau 3': 30, 'Atelire 12': 1 })).toEqual([['Atelire 12', 'Atelier 12']])
})
