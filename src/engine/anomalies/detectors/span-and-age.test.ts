import { expect, test } from 'vitest'
import { createRandom } from '../../stats/random'
import { detectorBench, valuesSql } from '../testing'
import { spanAndAge } from './span-and-age'

const bench = detectorBench()

function staff(
  edit: (row: number, age: number, years: number) => [number, number],
  rows = 2000
): [number, number, number][] {
  const random = createRandom('ancienneté')
  return Array.from({ length: rows }, (_, row) => {
    const age = Math.min(66, Math.max(18, Math.round(random.normal(42, 12))))
    return [row, ...edit(row, age, Math.min(age - 17, Math.floor(random.exponential(6))))]
  })
}
const columns = (span: string): string[] => ['matricule INTEGER', 'age INTEGER', `${span} INTEGER`]
const told = async (span: string, rows: [number, number, number][]) => {
  const found = await bench.detect(spanAndAge, valuesSql(columns(span), rows))
  return Promise.all(found.map(async (one) => [one.columns.join(), await bench.rowids(one)] as const))
}

test('a seniority longer than the age is told, and so is an age that nobody has', async () => {
  const rows = staff((row, age, years) =>
    row % 50 === 3 ? [age, age + 1 + (row % 8)] : row % 100 === 7 ? [row % 3, 5 + (row % 6)] : [age, years]
  )
  const found = await told('anciennete_annees', rows)
  expect(Object.fromEntries(found)).toEqual({
    anciennete_annees: rows.flatMap(([row]) => (row % 50 === 3 ? [row] : [])),
    age: rows.flatMap(([row]) => (row % 100 === 7 ? [row] : []))
  })
  expect(await told('YearsOfService', rows)).toHaveLength(2)
})

test('months, a clean table and numbers that come near the age by and by say nothing', async () => {
  const months = staff((_, age, years) => [age, 12 * years])
  expect(await told('anciennete_mois', months)).toEqual([])
  expect(
    await told(
      'anciennete_annees',
      staff((_, age, years) => [age, years])
    )
  ).toEqual([])
  const random = createRandom('maison')
  // A firm may well be older than its owner.
  expect(
    await told(
      'company_years',
      staff((_, age) => [age, Math.floor(random.exponential(15))])
    )
  ).toEqual([])
})
