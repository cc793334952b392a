import { expect, test } from 'vitest'
import { detectorBench } from '../testing'
import { wrongCheckDigit } from './wrong-check-digit'

const bench = detectorBench()

/** The key of a number is worked out here by other means than the detector's. */
function luhn(body: string): string {
  const last = [...'0123456789'].find((digit) => {
    const digits = [...(body + digit)].reverse().map(Number)
    return digits.reduce((sum, d, at) => sum + (at % 2 ? [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][d]! : d), 0) % 10 === 0
  })
  return body + last
}
const siren = (i: number): string => luhn(String(41_000_000 + i * 7_919))
const siret = (i: number): string => luhn(`${siren(i)}0001`)
function social(i: number): string {
  const body = `${1 + (i % 2)}${60 + (i % 30)}${String(1 + (i % 12)).padStart(2, '0')}${i % 9 ? String(10 + (i % 80)) : '2A'}${String(100_000 + i * 37)}`
  return body + String(97n - (BigInt(body.replace('2A', '19')) % 97n)).padStart(2, '0')
}
function iban(i: number): string {
  const account = String(30_006_000_010_000n + BigInt(i) * 7_919n).padStart(23, '1')
  return `FR${String(98n - (BigInt(`${account}152700`) % 97n)).padStart(2, '0')}${account}`.replace(
    /(.{4})(?=.)/g,
    '$1 '
  )
}
/** The same with one digit changed. */
const mistyped = (number: string): string => number.slice(0, -2) + ((Number(number.at(-2)) + 1) % 10) + number.slice(-1)

const ROWS = 300
const WRONG = [5, 77]
const column = (of: (i: number) => string): string =>
  Array.from({ length: ROWS }, (_, i) => `'${WRONG.includes(i) ? mistyped(of(i)) : of(i)}'`).join(', ')
const select = (...columns: string[]): string =>
  `SELECT ${columns.map((one, at) => `unnest([${one}]) AS c${at}`).join(', ')}`

test('single wrong keys of SIRET, SIREN, NIR and IBAN are told, cell by cell', async () => {
  const spaced = (i: number): string => siren(i).replace(/(\d{3})(?=\d)/g, '$1 ')
  const found = await bench.detect(wrongCheckDigit, select(column(siret), column(spaced), column(social), column(iban)))
  expect(found.map(({ columns, rows, cells }) => [columns[0], rows, cells])).toEqual([
    ['c0', 2, 2],
    ['c1', 2, 2],
    ['c2', 2, 2],
    ['c3', 2, 2]
  ])
  for (const one of found) expect(await bench.rowids(one)).toEqual(WRONG)
  expect(found[0]?.explanation.fr).toContain(`« ${mistyped(siret(5))} »`)
})

test('numbers kept as numbers are held against their key; columns without keys, or wrong throughout, are not', async () => {
  const [found, ...others] = await bench.detect(
    wrongCheckDigit,
    `SELECT c0::BIGINT AS siret FROM (${select(column(siret))})`
  )
  expect(others).toEqual([])
  expect(await bench.rowids(found)).toEqual(WRONG)
  const orders = (i: number): string => String(100_000_000 + i * 13)
  expect(
    await bench.detect(
      wrongCheckDigit,
      select(
        column(orders),
        column((i) => mistyped(siret(i)))
      )
    )
  ).toEqual([])
})
