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

test('of several impossible values the ends are told as a range, two as a pair, in whole numbers where they are whole', async () => {
  const select = `SELECT i AS n, (20 + i % 50)::DOUBLE AS age FROM range(900) r(i)`
  const told = async (edit: string) => (await bench.detect(impossibleValue, select, [edit]))[0]?.message.fr
  expect(await told('UPDATE $t SET age = -3 - n WHERE n < 3')).toMatch(/\(de -5 à -3\)$/)
  expect(await told('UPDATE $t SET age = -3.5 - n WHERE n < 2')).toMatch(/\(-4,5 et -3,5\)$/)
})
