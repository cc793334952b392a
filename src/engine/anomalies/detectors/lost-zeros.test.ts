import { expect, test } from 'vitest'
import { detectorBench } from '../testing'
import { lostZeros } from './lost-zeros'

const bench = detectorBench()
const CODES = ['01000', '06000', '35000', '69003', '75011', '31000', '44000', '59000']
const FRENCH = `['${CODES.join("', '")}'][1 + i % 8]`

test('post codes of four digits are those of their country where most of its codes have four', async () => {
  const select = `SELECT i AS n, CASE i % 10 WHEN 0 THEN 'Belgique' WHEN 1 THEN 'Suisse' ELSE 'France' END AS pays, CASE i % 10 WHEN 0 THEN ['1000', '6000', '4000'][1 + i % 3] WHEN 1 THEN ['1200', '1000', '8001'][1 + i % 3] ELSE ${FRENCH} END AS code_postal FROM range(800) r(i)`
  expect(await bench.detect(lostZeros, select)).toEqual([])
  const found = await bench.detect(lostZeros, select, [
    `UPDATE $t SET code_postal = '1000' WHERE n = 8`,
    `UPDATE $t SET code_postal = '6000' WHERE n = 9`
  ])
  expect(found).toHaveLength(1)
  expect(await bench.rowids(found[0])).toEqual([8, 9])
  // The same codes are right in rows of other countries: no list of values tells them apart.
  expect(found[0]?.proposal?.repair).toEqual({ kind: 'review' })
})

test('what fell is written again, one zero or two', async () => {
  const select = `SELECT i AS n, CASE WHEN i % 100 = 8 THEN '6000' WHEN i = 3 THEN '501' WHEN i = 11 THEN '00501' ELSE ${FRENCH} END AS code_postal FROM range(800) r(i)`
  const [found] = await bench.detect(lostZeros, select)
  expect(found?.proposal?.repair).toEqual({
    kind: 'replace',
    column: 'code_postal',
    map: [
      { from: '501', to: '00501' },
      { from: '6000', to: '06000' }
    ]
  })
})

test('zeros stand right before the first digit, whatever blanks the code has', async () => {
  const select = `SELECT i AS n, CASE WHEN i = 8 THEN ' 6000' WHEN i = 20 THEN '6 000' WHEN i = 32 THEN chr(160) || '6000' ELSE ${FRENCH} END AS code_postal FROM range(800) r(i)`
  const [found] = await bench.detect(lostZeros, select)
  const repair = found?.proposal?.repair
  expect(repair?.kind === 'replace' && repair.map.map(({ to }) => to)).toEqual(['06000', '06 000', '06000'])
})

test('short codes of towns that have none in full are those of another country: none is written anew', async () => {
  const [codes, towns] = [`['01000', '04000', '05000', '69003', '75011', '31000', '44000', '59000', '13001', '33000']`, `['Bourg', 'Digne', 'Gap', 'Lyon', 'Paris', 'Toulouse', 'Nantes', 'Lille', 'Marseille', 'Bordeaux']`] // prettier-ignore
  const at = (place: string): string => `CASE WHEN i % 40 = 7 THEN (${place === codes ? `['1000', '4000', '5000']` : `['Bruxelles', 'Liège', 'Namur']`})[1 + (i // 40) % 3] ELSE ${place}[1 + i % 10] END` // prettier-ignore
  const belgian = await bench.detect(lostZeros, `SELECT i AS n, ${at(codes)} AS code_postal, ${at(towns)} AS ville FROM range(1600) r(i)`) // prettier-ignore
  expect(belgian.map(({ proposal }) => proposal?.repair)).toEqual([{ kind: 'review' }])
  const cut = `CASE WHEN i % 400 = 10 THEN '1000' ELSE ${codes}[1 + i % 10] END`
  const [found] = await bench.detect(lostZeros, `SELECT i AS n, ${cut} AS code_postal, ${towns}[1 + i % 10] AS ville FROM range(1600) r(i)`) // prettier-ignore
  expect(found?.proposal?.repair).toEqual({ kind: 'replace', column: 'code_postal', map: [{ from: '1000', to: '01000' }] }) // prettier-ignore
})

test('a column of countries that are all the same changes nothing', async () => {
  const select = `SELECT i AS n, 'France' AS pays, CASE WHEN i % 100 = 8 THEN '1000' ELSE ${FRENCH} END AS code_postal FROM range(800) r(i)`
  expect((await bench.detect(lostZeros, select))[0]?.rows).toBe(8)
})

test('codes that lost their last digit are told as too short, and no zero is said to be lost', async () => {
  const towns = `['Rennes', 'Brest', 'Lorient', 'Nantes']`
  const select = `SELECT i AS n, ['35000', '29200', '56100', '44000'][1 + i % 4] AS code_postal, ${towns}[1 + i % 4] AS ville FROM range(800) r(i)`
  const cut = `UPDATE $t SET code_postal = left(code_postal, 4) WHERE n % 100 IN (3, 60)`
  const [found, ...others] = await bench.detect(lostZeros, select, [cut])
  expect(others).toEqual([])
  expect(found?.rows).toBe(16)
  expect([found?.place, found?.proposal?.repair.kind]).toEqual(['cells', 'review'])
  expect(found?.message.en).toContain('too short a code')
  expect(`${found?.explanation.fr} ${found?.proposal?.text.fr}`).not.toMatch(/est tombé|à gauche/)
  // One code in full that begins with 0 is no proof either, where most of the short ones begin others.
  const few = await bench.detect(lostZeros, select, [cut, `UPDATE $t SET code_postal = '03500' WHERE n = 5`])
  expect(few.map(({ rows, message }) => [rows, message.en.includes('too short')])).toEqual([[16, true]])
})

test('a column that lost all its zeros is told once, where the towns of the short codes have no other', async () => {
  const select = `SELECT i AS n, ['35000', '1000', '6000', '44000', '59000', '31000'][1 + i % 6] AS code_postal, ['Rennes', 'Bourg', 'Nice', 'Nantes', 'Lille', 'Toulouse'][1 + i % 6] AS ville FROM range(600) r(i)`
  const [found] = await bench.detect(lostZeros, select)
  expect([found?.place, found?.rows, found?.message.en]).toEqual([
    'column',
    200,
    expect.stringContaining('without the leading zero')
  ])
})

test('short codes that begin no code of the column are told of the column, not of its cells', async () => {
  const select = `SELECT i AS n, CASE WHEN i % 40 = 3 THEN ['1203', '1004', '8032'][1 + i % 3] ELSE ${FRENCH} END AS code_postal FROM range(800) r(i)`
  const [found, ...others] = await bench.detect(lostZeros, select)
  expect(others).toEqual([])
  expect([found?.place, found?.severity, found?.rows, found?.cells]).toEqual(['column', 'info', 20, 0])
})

test('short codes that are many are told of the column, though by chance they begin others', async () => {
  const select = `SELECT i AS n, CASE WHEN i % 10 = 3 THEN 1000 + i % 3 ELSE 10000 + i % 40 END AS code_postal FROM range(800) r(i)`
  const [found] = await bench.detect(lostZeros, select)
  expect([found?.place, found?.rows, found?.cells]).toEqual(['column', 80, 0])
})
