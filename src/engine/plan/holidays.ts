import type { Day, LocalizedText } from '../../contract'
import { toDay, toNumber } from './days'

const FIXED: readonly [string, LocalizedText][] = [
  ['01-01', { fr: 'Jour de l’an', en: 'New Year’s Day' }],
  ['05-01', { fr: 'Fête du travail', en: 'Labour Day' }],
  ['05-08', { fr: 'Victoire 1945', en: 'Victory in Europe Day' }],
  ['07-14', { fr: 'Fête nationale', en: 'Bastille Day' }],
  ['08-15', { fr: 'Assomption', en: 'Assumption' }],
  ['11-01', { fr: 'Toussaint', en: 'All Saints’ Day' }],
  ['11-11', { fr: 'Armistice 1918', en: 'Armistice Day' }],
  ['12-25', { fr: 'Noël', en: 'Christmas' }]
]
/** Days after Easter Sunday. */
const MOVING: readonly [number, LocalizedText][] = [
  [1, { fr: 'Lundi de Pâques', en: 'Easter Monday' }],
  [39, { fr: 'Ascension', en: 'Ascension Day' }],
  [50, { fr: 'Lundi de Pentecôte', en: 'Whit Monday' }]
]

/**
 * The eleven public holidays of metropolitan France in a year, in order (Code du travail, art. L3133-1). The two more of
 * Alsace-Moselle and those of the overseas departments are not among them; a solidarity day is the employer's choice.
 */
export function publicHolidays(year: number): { day: Day; name: LocalizedText }[] {
  const easter = toNumber(easterSunday(year))
  const prefix = String(year).padStart(4, '0')
  return [
    ...FIXED.map(([date, name]) => ({ day: `${prefix}-${date}`, name })),
    ...MOVING.map(([after, name]) => ({ day: toDay(easter + after), name }))
  ].sort((a, b) => (a.day < b.day ? -1 : 1))
}

/** Easter Sunday of the Gregorian calendar, by the Meeus/Jones/Butcher algorithm (J. Meeus, Astronomical Algorithms, ch. 8). */
export function easterSunday(year: number): Day {
  const a = year % 19
  const [b, c] = [Math.floor(year / 100), year % 100]
  const [d, e] = [Math.floor(b / 4), b % 4]
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - d - g + 15) % 30
  const [i, k] = [Math.floor(c / 4), c % 4]
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const month = Math.floor((h + l - 7 * m + 114) / 31)
  const day = ((h + l - 7 * m + 114) % 31) + 1
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
