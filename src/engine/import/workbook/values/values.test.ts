import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SheetFacts } from '../sheetFacts'
import { builtInFormat, GENERAL, readFormat } from './cellFormat'
import { isoDurationText, isoText, numberCell } from './cellText'
import { numberText } from './numberText'
import { serialText } from './serialText'

describe('numbers as text', () => {
  it.each([
    ['5', '5'],
    ['5.0', '5'],
    ['-0', '0'],
    ['1.50', '1.5'],
    ['0.10000000000000001', '0.1'],
    ['1E-3', '0.001'],
    ['1.5E-7', '0.00000015'],
    ['1E21', '1000000000000000000000'],
    ['-2.5e+22', '-25000000000000000000000'],
    ['1e300', '1e300'],
    ['12345678901234567890', '12345678901234567890'],
    [' 42 ', '42'],
    ['007', '7']
  ])('%s is %s', (raw, text) => expect(numberText(raw)).toBe(text))

  it.each(['', 'abc', 'NaN', '1e400', '0x10', 'Infinity'])('%j is no number', (raw) =>
    expect(numberText(raw)).toBeNull()
  )

  it('gives every double back', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(numberText(String(value)))).toBe(value === 0 ? 0 : value)
      })
    )
  })
})

describe('serial numbers as dates', () => {
  it.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [60, '1900-02-29'],
    [61, '1900-03-01'],
    [45352, '2024-03-01'],
    [2958465, '9999-12-31']
  ])('%d is %s in the 1900 system', (serial, text) => expect(serialText(serial, 'date', false)?.text).toBe(text))

  it('counts from 1904 where the workbook does', () => {
    expect(serialText(0, 'date', true)?.text).toBe('1904-01-01')
    expect(serialText(43890, 'date', true)?.text).toBe('2024-03-01')
  })

  it('keeps the time of day, also where the format hides it, and fractions only where there are some', () => {
    expect(serialText(45352.4375, 'datetime', false)?.text).toBe('2024-03-01 10:30:00')
    expect(serialText(45352, 'datetime', false)?.text).toBe('2024-03-01 00:00:00')
    expect(serialText(45352.4375, 'date', false)?.text).toBe('2024-03-01 10:30:00')
    expect(serialText(45352 + 37800.25 / 86400, 'datetime', false)?.text).toBe('2024-03-01 10:30:00.25')
  })

  it('writes times and durations', () => {
    expect(serialText(0.4375, 'time', false)?.text).toBe('10:30:00')
    expect(serialText(1.5, 'time', false)?.text).toBe('36:00:00')
    expect(serialText(1.5, 'duration', false)?.text).toBe('36:00:00')
    expect(serialText(-0.5, 'duration', false)?.text).toBe('-12:00:00')
    expect(serialText(45352.5, 'time', false)?.text).toBe('2024-03-01 12:00:00')
  })

  it('has no date before the calendar or after it', () => {
    expect(serialText(-1, 'date', false)).toBeNull()
    expect(serialText(2958466, 'date', false)).toBeNull()
    expect(serialText(1e300, 'duration', false)).toBeNull()
  })

  it('gives every day and second back', () => {
    const epoch = Date.UTC(1899, 11, 30)
    fc.assert(
      fc.property(fc.integer({ min: 61 * 86400, max: 2958465 * 86400 }), (seconds) => {
        const text = serialText(seconds / 86400, 'datetime', false)?.text ?? ''
        expect(Date.parse(`${text.replace(' ', 'T')}Z`)).toBe(epoch + seconds * 1000)
      })
    )
  })
})

describe('number formats', () => {
  it.each([
    ['dd/mm/yyyy', 'date'],
    ['mmm-yy', 'date'],
    ['yyyy', 'date'],
    ['[$-40C]d mmmm yyyy;@', 'date'],
    ['dd/mm/yyyy hh:mm', 'datetime'],
    ['h:mm AM/PM', 'time'],
    ['mm:ss.0', 'time'],
    ['[h]:mm:ss', 'duration'],
    ['[mm]:ss', 'duration'],
    ['0.00E+00', null],
    ['General', null],
    ['#,##0 "jours"', null],
    ['0\\h', null],
    ['[Red]-0.00', null],
    ['@', null]
  ])('%s shows %s', (code, shape) => expect(readFormat(code).date).toBe(shape))

  it.each([
    ['00000', 5],
    ['0#" "##" "##" "##" "##', 10],
    ['00', 2],
    ['000-00-0000', 9],
    ['0', 0],
    ['#,##0', 0],
    ['0.00', 0],
    ['##0', 0]
  ])('%s fills up to %d digits', (code, zeros) => expect(readFormat(code).zeros).toBe(zeros))

  it('knows what is shown beside a value', () => {
    expect(readFormat('0.0%').percent).toBe(true)
    expect(readFormat('0"%"').percent).toBe(false)
    expect(readFormat('#,##0.00 [$€-40C]').currency).toBe('€')
    expect(readFormat('_-* #,##0.00\\ "€"_-').currency).toBe('€')
    expect(readFormat('#,##0.00').currency).toBeNull()
    expect(builtInFormat(14).date).toBe('date')
    expect(builtInFormat(22).date).toBe('datetime')
    expect(builtInFormat(46).date).toBe('duration')
    expect(builtInFormat(10).percent).toBe(true)
  })
})

describe('cells', () => {
  const read = (raw: string, code: string): string => numberCell(raw, readFormat(code), false, 0, new SheetFacts()).text

  it('keep the zeros that a format shows', () => {
    expect(read('1000', '00000')).toBe('01000')
    expect(read('612345678', '0#" "##" "##" "##" "##')).toBe('0612345678')
    expect(read('75001', '00000')).toBe('75001')
    expect(read('-5', '000')).toBe('-5')
    expect(read('5.5', '000')).toBe('5.5')
  })

  it('keep the value of what is shown in percent, and say so', () => {
    const facts = new SheetFacts()
    expect(numberCell('0.12', readFormat('0%'), false, 3, facts)).toEqual({ text: '0.12', kind: 'number' })
    expect(facts.columns('percent')).toEqual([[3, 1]])
  })

  it('keep what is no number as text', () => {
    expect(numberCell('n/d', GENERAL, false, 0, new SheetFacts())).toEqual({ text: 'n/d', kind: 'text' })
  })

  it('read ISO moments and durations', () => {
    expect(isoText('2024-03-01T10:30:00.500Z')).toBe('2024-03-01 10:30:00.5')
    expect(isoText('2024-03-01')).toBe('2024-03-01')
    expect(isoText('2024-03-01T00:00')).toBe('2024-03-01 00:00:00')
    expect(isoText('hier')).toBe('hier')
    expect(isoDurationText('PT36H15M00S')).toBe('36:15:00')
    expect(isoDurationText('PT10H30M00.25S')).toBe('10:30:00.25')
    expect(isoDurationText('P1Y')).toBeNull()
  })
})
