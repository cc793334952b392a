import { Decimal, Float64, Int64, tableFromArrays, Utf8 } from 'apache-arrow'
import { afterEach, expect, it } from 'vitest'
import { changeLanguage } from '../i18n'
import { PageCache } from './pages'
import { isLongNumber, shortCell, shortWord } from './short-cell'

afterEach(() => changeLanguage('fr'))

const double = new Float64()
const shown = (value: unknown, type = double as never, isLong = false): string => shortCell(value, type, isLong).shown

it('a computed double is rounded to what is read, and told whole; one that was written stays', () => {
  expect(shortCell(45.3688221312457, double, false)).toEqual({ shown: '45,3688', exact: '45,3688221312457' })
  expect([0.1 + 0.2, 2 / 3, -1 / 3e5, 12345.678901234567].map((value) => shown(value))).toEqual(['0,3', '0,6667', '−0,000003333', '12\u202f345,6789']) // prettier-ignore
  for (const value of [1.57, 713.84, 0.00012, 123456.789012, 1e-7, 2024, NaN])
    expect(shortCell(value, double, false).exact).toBeUndefined()
  expect(shown('45.3688221312457', new Utf8() as never)).toBe('45.3688221312457')
})

it('thousands are grouped alike where a column has longer numbers; a year stays a year where it has none', async () => {
  const whole = new Int64()
  expect(shown(4955n, whole as never)).toBe('4955')
  expect([4955n, -4955n, 955n, 15932n].map((value) => shown(value, whole as never, true))).toEqual([
    '4\u202f955',
    '−4\u202f955',
    '955',
    '15\u202f932'
  ])
  expect(shown(4955.5, double as never, true)).toBe('4\u202f955,5')
  await changeLanguage('en')
  expect(shown(4955.5, double as never, true)).toBe('4,955.5')
})

it('a number is long from five digits before its decimal sign, decimals too', () => {
  expect([9999, 10_000, -10_000, 9999.99].map((value) => isLongNumber(value, double))).toEqual([false, true, true, false]) // prettier-ignore
  const cents = new Decimal(2, 38, 128)
  const decimal = (value: bigint): Uint32Array =>
    Uint32Array.from([0, 32, 64, 96], (shift) => Number(BigInt.asUintN(128, value) >> BigInt(shift) & 0xffffffffn)) // prettier-ignore
  expect([999_999n, 1_000_000n, -1_000_000n, 123_456_789_012n].map((value) => isLongNumber(decimal(value), cents))).toEqual([false, true, true, true]) // prettier-ignore
})

it('a page that came with a long number groups its column, and no other', async () => {
  const table = tableFromArrays({ n: Int32Array.of(4955, 15932), year: Int32Array.of(2023, 2024) })
  const source = { kind: 'query', sql: 'SELECT 1' } as const
  const cache = await new Promise<PageCache>((resolve) => {
    const opened: PageCache = new PageCache(source, 2, () => Promise.resolve(table), () => resolve(opened)) // prettier-ignore
    opened.want({ first: 0, last: 2 }, [0, 1])
  })
  expect([cache.isLong(0), cache.isLong(1)]).toEqual([true, false])
})

it('a value as SQL writes it reads as in the grid: by locale, computed doubles rounded with the whole behind', async () => {
  await changeLanguage('fr')
  const words = (type: string, ...values: string[]): string[] => values.map((value) => shortWord(value, type).shown)
  expect(words('DOUBLE', '64.51', '-0.0', '-1234567.5', 'inf', '-inf', 'nan', '1e-07')).toEqual(['64,51', '−0', '−1\u202f234\u202f567,5', '∞', '−∞', 'NaN', '1e-7']) // prettier-ignore
  expect(shortWord('0.30000000000000004', 'DOUBLE')).toEqual({ shown: '0,3', exact: '0,30000000000000004' })
  expect(words('DATE', '2024-03-09')).toEqual(['09/03/2024'])
  expect(words('DECIMAL(9,2)', '64.50')).toEqual(['64,50'])
  expect(words('VARCHAR', '64.51', '2024-03-09')).toEqual(['64.51', '2024-03-09'])
  await changeLanguage('en')
  expect(words('DOUBLE', '64.51', '-0.0')).toEqual(['64.51', '−0'])
})
