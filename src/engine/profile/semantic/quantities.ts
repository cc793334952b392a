/** A number as people write it: thousands apart, a comma or a point. */
const NUMBER = '[+\\-−]?\\d{1,3}(?:[\\s\\u00A0\\u202F]\\d{3}){1,6}(?:[.,]\\d{1,6})?|[+\\-−]?\\d{1,15}(?:[.,]\\d{1,6})?'
const UNSEEN = '[\\s\\u00A0\\u202F]?'
const CURRENCY = '(?:€|eur|euros?|k€|m€|\\$|usd|£|gbp|chf|¥)'
const UNITS =
  '(?:kg|g|mg|t|tonnes?|km|m|cm|mm|m²|m2|m³|m3|ha|l|ml|cl|hl|kwh|mwh|w|kw|°c|°f|[kmgt]?o|[kmgt]b|octets?|km/h|pts?|points?|pi[èe]ces?|articles?|unit[ée]s?)'

const MONEY = new RegExp(`^(?:${CURRENCY}${UNSEEN}(?:${NUMBER})|(?:${NUMBER})${UNSEEN}${CURRENCY})$`, 'i')
const PERCENT = new RegExp(`^(?:${NUMBER})${UNSEEN}%$`)
const UNIT = new RegExp(`^(?:${NUMBER})${UNSEEN}${UNITS}$`, 'i')
const YEARS_OLD = /^\d{1,3}[\s\u00A0\u202F]?ans?$/i

export const isMoney = (value: string): boolean => MONEY.test(value)
export const isPercent = (value: string): boolean => PERCENT.test(value)
export const isWithUnit = (value: string): boolean => UNIT.test(value)
export const isYearsOld = (value: string): boolean => YEARS_OLD.test(value)

const LENGTH =
  '(?:ans?|années?|mois|semaines?|sem\\.?|jours?|j\\.?|jrs?|heures?|h|minutes?|min\\.?|mn|secondes?|sec\\.?|s|years?|months?|weeks?|days?|d|hours?|hrs?|m)'
const LENGTHS = new RegExp(
  `^(?:\\d{1,6}(?:[.,]\\d{1,3})?[\\s\\u00A0\\u202F]?${LENGTH}[\\s,]*(?:et\\s|and\\s)?){1,4}(?:\\d{1,2})?$`,
  'i'
)
const ISO_LENGTH = /^P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?$/
const HOURS_AND_MINUTES = /^\d{1,3}[\s\u00A0\u202F]?h[\s\u00A0\u202F]?([0-5]\d)?$/i

/** A length of time that names its units: « 0,3 j », « 2 h 15 », « 45 min », `PT1H30M`. */
export function isLength(value: string): boolean {
  return (LENGTHS.test(value) && !/^\d+(?:[.,]\d+)?[\s\u00A0\u202F]?m$/.test(value)) || ISO_LENGTH.test(value)
}

/** A time of day as the French write it: « 14h30 », « 8 h ». */
export function isFrenchClock(value: string): boolean {
  return HOURS_AND_MINUTES.test(value) && Number.parseInt(value, 10) < 24
}

const LONG_CLOCK = /^(\d{1,3}):[0-5]\d(:[0-5]\d(?:[.,]\d{1,3})?)?$/

/** Hours, minutes and perhaps seconds apart by colons, of a day or longer. */
export function isClock(value: string): boolean {
  return LONG_CLOCK.test(value)
}

/** Whether hours by colons are lengths of time rather than times of day: beyond a day, or with seconds, unpadded, none after 9 o'clock. */
export function areLengths(values: readonly string[]): boolean {
  const clocks = values.filter(isClock)
  const hours = clocks.map((value) => Number.parseInt(value, 10))
  if (hours.some((hour) => hour > 24)) return true
  return clocks.length >= 20 && hours.every((hour) => hour <= 9) && clocks.every((value) => /^\d:\d\d:/.test(value))
}

/** The number that most marks are out of, in texts such as « 4/5 »; null where they are no marks. */
export function marksOutOf(values: readonly { value: string; n: number }[]): { min: number; max: number } | null {
  const marks = values.flatMap(({ value, n }) => {
    const [, mark, most] = /^(\d{1,3}(?:[.,]\d{1,2})?)\s?\/\s?(\d{1,3})$/.exec(value) ?? []
    return mark && most ? [{ mark: Number(mark.replace(',', '.')), most: Number(most), n }] : []
  })
  const max = marks[0]?.most ?? 0
  const total = values.reduce((sum, { n }) => sum + n, 0)
  const own = marks.filter(({ mark, most }) => most === max && mark <= most)
  if (max < 3 || own.reduce((sum, { n }) => sum + n, 0) < 0.8 * total) return null
  return { min: own.some(({ mark }) => mark < 1) || max > 10 ? 0 : 1, max }
}
