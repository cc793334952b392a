import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { workCalendar } from './calendar'
import { toDay, toNumber, weekday } from './days'
import { easterSunday, publicHolidays } from './holidays'

describe('working days', () => {
  test('skip weekends and, where asked for, public holidays', () => {
    const plain = workCalendar('2026-05-01', 'none')
    expect([0, 1, 2].map((index) => plain.dateOf(index))).toEqual(['2026-05-01', '2026-05-04', '2026-05-05'])
    const french = workCalendar('2026-05-01', 'france')
    expect(french.start).toBe('2026-05-04')
    expect([3, 4].map((index) => french.dateOf(index))).toEqual(['2026-05-07', '2026-05-11'])
    expect(french.isWorking('2026-05-08')).toBe(false)
  })

  test('days and dates go both ways; a day off counts as the next working day', () => {
    const calendar = workCalendar('2025-12-22', 'france')
    fc.assert(
      fc.property(fc.nat(2000), (index) => {
        const date = calendar.dateOf(index)
        expect(calendar.isWorking(date)).toBe(true)
        expect(calendar.indexOf(date)).toBe(index)
        const next = toDay(toNumber(date) + 1)
        expect(calendar.indexOf(next)).toBe(index + 1)
      })
    )
    expect(calendar.indexOf('2020-01-01')).toBe(0)
    expect(calendar.dateOf(calendar.indexOf('2025-12-25'))).toBe('2025-12-26')
  })

  test('weekdays start on Monday, before 1970 too', () => {
    expect(['1969-12-29', '1970-01-04', '2026-11-24'].map(weekday)).toEqual([0, 6, 1])
  })

  test('a plan that never ends is refused', () => {
    expect(() => workCalendar('2026-01-01', 'none').dateOf(200_001)).toThrowError(/200000/)
  })
})

describe('French public holidays', () => {
  test.each([
    [1961, '1961-04-02'],
    [2000, '2000-04-23'],
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2038, '2038-04-25']
  ])('Easter %i', (year, day) => expect(easterSunday(year)).toBe(day))

  test('2026', () => {
    expect(publicHolidays(2026).map(({ day }) => day.slice(5))).toEqual([
      '01-01',
      '04-06',
      '05-01',
      '05-08',
      '05-14',
      '05-25',
      '07-14',
      '08-15',
      '11-01',
      '11-11',
      '12-25'
    ])
  })
})
