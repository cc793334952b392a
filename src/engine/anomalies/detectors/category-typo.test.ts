import { expect, test } from 'vitest'
import { detectorBench } from '../testing'
import { categoryTypo, findTypos } from './category-typo'

const bench = detectorBench()
const found = (counts: Record<string, number>): [string, string][] =>
  findTypos(
    Object.entries(counts)
      .map(([value, n]) => ({ value, n }))
      .sort((a, b) => b.n - a.n)
  ).map(({ from, to }) => [from.value, to.value])

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
