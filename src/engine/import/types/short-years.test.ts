import { describe, expect, test } from 'vitest'
import { choicesFor, inferReading, readingInWords } from './index'
import { padded, Random } from './testing/random'
import { centuries, fullYear } from './short-years'

const NOW = 2026
const day = (random: Random, year: number): string =>
  `${padded(random.int(1, 28))}/${padded(random.int(1, 12))}/${padded(year % 100)}`
const yearsOf = (values: string[], name?: string): number | undefined => {
  const reading = inferReading(values, { thisYear: NOW, dayFirst: true, name })
  return reading.kind === 'date' ? reading.yearsFrom : undefined
}

describe('the century of two-digit years is chosen for the whole column', () => {
  test('births lie in the past, whatever their years', () => {
    const random = new Random(5)
    for (let round = 0; round < 60; round += 1) {
      const first = random.int(1927, 2010)
      const last = Math.min(NOW, first + random.int(5, 99))
      const years = Array.from({ length: random.int(20, 300) }, () => random.int(first, last))
      const from = yearsOf(years.map((year) => day(random, year)))
      expect([first, last, years.filter((year) => fullYear(year % 100, from ?? 0) !== year)]).toEqual([first, last, []])
    }
  })

  test('ends of contracts go on past today', () => {
    const random = new Random(6)
    for (let round = 0; round < 60; round += 1) {
      const [first, last] = [random.int(NOW - 15, NOW - 2), random.int(NOW + 1, NOW + 12)]
      const years = [first, last, ...Array.from({ length: 200 }, () => random.int(first, last))]
      const from = yearsOf(years.map((year) => day(random, year)))
      expect(years.filter((year) => fullYear(year % 100, from ?? 0) !== year)).toEqual([])
    }
  })

  test('days that are all to come are not read a century early', () => {
    const random = new Random(7)
    for (let round = 0; round < 60; round += 1) {
      const first = random.int(NOW + 1, NOW + 4)
      const isNamed = round % 2 > 0
      const last = random.int(first, isNamed ? NOW + 19 : first + 4)
      const years = [first, last, ...Array.from({ length: 60 }, () => random.int(first, last))]
      const from = yearsOf(
        years.map((year) => day(random, year)),
        isNamed ? 'Date échéance' : undefined
      )
      expect(years.filter((year) => fullYear(year % 100, from ?? 0) !== year)).toEqual([])
    }
    expect(fullYear(27, yearsOf(['31/03/27', '30/06/28', '15/01/29']) ?? 0)).toBe(2027)
    expect(fullYear(27, yearsOf(['31/03/27', '30/06/28', '15/01/29'], 'date_naissance') ?? 0)).toBe(1927)
  })

  const daysOf = (random: Random, years: readonly number[]): string[] => years.map((year) => day(random, year))
  const wrong = (years: readonly number[], name?: string): number[] => {
    const from = yearsOf(daysOf(new Random(8), years), name)
    return years.filter((year) => fullYear(year % 100, from ?? 0) !== year)
  }

  test('days that go on without a break far ahead are all to come', () => {
    const random = new Random(9)
    for (let round = 0; round < 40; round += 1) {
      const [first, last] = [random.int(NOW - 10, NOW - 2), random.int(NOW + 16, NOW + 50)]
      const fewer = round % 2 > 0
      const years = Array.from({ length: 800 }, () =>
        Math.min(random.int(first, last), fewer ? random.int(first, last) : last)
      )
      expect([first, last, wrong(years)]).toEqual([first, last, []])
    }
  })

  test('a few due dates, so named, are to come, however far', () => {
    expect(wrong([2024, 2031, 2047, 2072], 'Échéance')).toEqual([])
    expect(wrong([2027, 2040, 2070], 'date_echeance')).toEqual([])
    expect(wrong([1994, 1999, 2004, 2021], 'échéance')).toEqual([])
  })

  test('births of the old stay of one century, beside babies or not', () => {
    const old = Array.from({ length: 49 }, (_, at) => Array<number>(1 + at).fill(1924 + at)).flat()
    expect(wrong(old)).toEqual([])
    expect(
      wrong(
        Array.from({ length: 490 }, (_, at) => 1924 + (at % 49)),
        'Date de naissance'
      )
    ).toEqual([])
    const babies = Array<number>(300).fill(2025)
    expect(wrong([...old.filter((year) => year > 1926), ...babies])).toEqual([])
  })

  test('months by name as well, told with the reading, and kept in every other one offered', () => {
    const births = ['1 janv. 35', '2 janv. 36', '3 févr. 37', '14 mars 61', '9 mai 88']
    const reading = inferReading(births, { thisYear: NOW })
    expect(reading).toEqual({ kind: 'date', shapes: ['%d %B %y'], yearsFrom: 1927 })
    expect(readingInWords(reading)).toEqual({
      fr: 'date jj mois aa, années à deux chiffres lues entre 1927 et 2026',
      en: 'date dd month yy, two-digit years read from 1927 to 2026'
    })
    const days = ['01/02/65', '03/04/71', '05/06/48']
    for (const { reading: offered } of choicesFor(days, { thisYear: NOW }))
      if (offered.kind === 'date') expect(offered.yearsFrom).toBe(1927)
  })

  test('every two digits have one year in any hundred years', () => {
    for (const from of [1900, 1901, 1927, 1946, 1969, 1999, 2000])
      for (let short = 0; short < 100; short += 1) {
        const found = centuries(from).filter(({ pattern }) => new RegExp(`^(?:${pattern})$`).test(padded(short)))
        expect(found.map(({ hundreds }) => Number(hundreds) * 100 + short)).toEqual([fullYear(short, from)])
      }
  })
})
