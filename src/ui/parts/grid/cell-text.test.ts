import {
  DateMillisecond,
  Decimal,
  Float64,
  makeData,
  makeVector,
  TimestampMicrosecond,
  TimeMicrosecond,
  vectorFromArray
} from 'apache-arrow'
import { describe, expect, it } from 'vitest'
import { changeLanguage } from '../i18n'
import { cellText, isNumericType, plainText, storedWord } from './cell-text'

const narrow = '\u202f'

describe('cells as text', () => {
  it('writes numbers by the French locale, exactly, without grouping a year', () => {
    const type = new Float64()
    expect(cellText(0.1, type)).toBe('0,1')
    expect(cellText(-1234567.891, type)).toBe(`−1${narrow}234${narrow}567,891`)
    expect(cellText(2024, type)).toBe('2024')
    expect(cellText(9007199254740993n, null)).toBe(`9${narrow}007${narrow}199${narrow}254${narrow}740${narrow}993`)
    expect(cellText(1e300, type)).toBe('1e+300')
    expect(cellText(-0.5, type)).toBe('−0,5')
    expect(cellText(Number.NaN, type)).toBe('NaN')
    expect(cellText(-Infinity, type)).toBe('−∞')
  })

  it('keeps every digit of a wide decimal, also negative', () => {
    const type = new Decimal(2, 38, 128)
    const words = (value: bigint): Uint32Array =>
      Uint32Array.from({ length: 4 }, (_, place) =>
        Number((BigInt.asUintN(128, value) >> BigInt(32 * place)) & 0xffffffffn)
      )
    expect(plainText(words(1234567890123456789012345678912n), type)).toBe('12345678901234567890123456789.12')
    expect(plainText(words(-5n), type)).toBe('-0.05')
    expect(cellText(words(-1234567n), type)).toBe(`−12${narrow}345,67`)
  })

  it('writes dates day first in French, and as SQL does elsewhere and for other programs', async () => {
    const day = vectorFromArray([Date.UTC(2024, 1, 29), Date.UTC(-43, 2, 15)], new DateMillisecond())
    expect(cellText(day.get(0), day.type)).toBe('29/02/2024')
    expect(cellText(day.get(1), day.type)).toBe('-000043-03-15')
    expect(plainText(day.get(0), day.type)).toBe('2024-02-29')
    await changeLanguage('en')
    expect(cellText(day.get(0), day.type)).toBe('2024-02-29')
    await changeLanguage('fr')
  })

  it('writes what the engine gives as text as it writes cells', () => {
    expect(storedWord('2024-02-29', 'DATE')).toBe('29/02/2024')
    expect(storedWord('2024-02-29 12:34:56.5', 'TIMESTAMP')).toBe('29/02/2024 12:34:56,5')
    for (const precision of ['TIMESTAMP_S', 'TIMESTAMP_MS', 'TIMESTAMP_NS'])
      expect(storedWord('2024-02-29 12:34:56', precision)).toBe('29/02/2024 12:34:56')
    expect(storedWord('2024-02-29 12:34:56+00', 'TIMESTAMP WITH TIME ZONE')).toBe('29/02/2024 12:34:56+00')
    expect(storedWord('0044-03-15 (BC)', 'DATE')).toBe('0044-03-15 (BC)')
    expect(storedWord('12345.50', 'DECIMAL(9,2)')).toBe(`12${narrow}345,50`)
    expect(storedWord('false', 'BOOLEAN')).toBe('non')
    for (const [value, type] of [
      ['2024-02-29', 'VARCHAR'],
      ['[2024-02-29]', 'DATE[]'],
      ['1.5', 'VARCHAR'],
      ['true', 'VARCHAR'],
      ['nan', 'DOUBLE']
    ] as const)
      // prettier-ignore
      expect(storedWord(value, type)).toBe(value)
  })

  it('writes timestamps and times to the microsecond, as SQL does but for the day first and the decimal comma', () => {
    const stamp = makeVector(
      makeData({ type: new TimestampMicrosecond(), data: BigInt64Array.of(1709210096789012n, -1n) })
    )
    expect(cellText(stamp.get(0), stamp.type)).toBe('29/02/2024 12:34:56,789012')
    expect(plainText(stamp.get(0), stamp.type)).toBe('2024-02-29 12:34:56.789012')
    expect(cellText(stamp.get(1), stamp.type)).toBe('31/12/1969 23:59:59,999999')
    const time = makeVector(makeData({ type: new TimeMicrosecond(), data: BigInt64Array.of(3723500000n) }))
    expect(cellText(time.get(0), time.type)).toBe('01:02:03,5')
  })

  it('says truth values in words, and gives other programs those of SQL', () => {
    expect([true, false].map((value) => cellText(value, null))).toEqual(['oui', 'non'])
    expect([true, false].map((value) => plainText(value, null))).toEqual(['true', 'false'])
    changeLanguage('en')
    expect([true, false].map((value) => cellText(value, null))).toEqual(['yes', 'no'])
    changeLanguage('fr')
  })

  it('shows lists with their nulls', () => {
    const list = vectorFromArray([[1, null, 3]])
    expect(cellText(list.get(0), list.type)).toBe('[1, null, 3]')
  })

  it('knows numeric types from lists of them', () => {
    expect(['BIGINT', 'DECIMAL(18,3)', 'DOUBLE', 'UTINYINT', 'HUGEINT'].every(isNumericType)).toBe(true)
    expect(['VARCHAR', 'INTEGER[]', 'INTERVAL', 'DATE', 'STRUCT(a INTEGER)'].some(isNumericType)).toBe(false)
  })
})
