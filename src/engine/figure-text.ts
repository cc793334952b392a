import { toldShare, type FigureUnit, type LocalizedText } from '../contract'

type Format = (value: number, options?: Intl.NumberFormatOptions) => string

/** A figure as it is read, by its unit: `1 250`, `12,3 %`, `−12,4 points`. */
export function figureText(value: number, unit: FigureUnit): LocalizedText {
  const texts = inBothLanguages((format) => {
    if (unit === 'count') return format(value, { maximumFractionDigits: 0 })
    if (unit === 'share') {
      // Nearly all is not all: 100 % beside one row that fails would be a lie.
      const short = value < 1 && value >= 0.9995
      return format(short ? 0.999 : value, { style: 'percent', maximumFractionDigits: 1 })
    }
    if (unit === 'points') return format(value, { maximumFractionDigits: 1, signDisplay: 'exceptZero' })
    return format(value, { maximumFractionDigits: 2 })
  })
  return unit === 'points' ? { fr: `${texts.fr}\u00a0points`, en: `${texts.en} points` } : texts
}

/** An end of an interval, or a value beside others, as screen and report write it by its unit: `< 0,1 %`, `+12,0`. */
export function boundText(value: number, unit: FigureUnit): LocalizedText {
  return inBothLanguages((format) => {
    if (unit === 'count') return format(value, { maximumFractionDigits: 0, signDisplay: 'negative' })
    if (unit === 'share') {
      const { sign, share } = toldShare(value)
      return `${sign ? `${sign}\u00a0` : ''}${format(share, { style: 'percent', maximumFractionDigits: 1 })}`
    }
    if (unit === 'points' && value !== 0)
      return format(value, { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' })
    return format(value, { maximumFractionDigits: 2, signDisplay: 'negative' })
  })
}

/** Something written once for French and once for English, with that locale's numbers and a true minus sign. */
export function inBothLanguages<T>(write: (format: Format) => T): { fr: T; en: T } {
  const formatOf =
    (locale: string): Format =>
    (value, options) =>
      new Intl.NumberFormat(locale, options).format(value).replace('-', '−')
  return { fr: write(formatOf('fr-FR')), en: write(formatOf('en-GB')) }
}

/** A count and its noun in both languages: `1 250 lignes`, `1 row`. */
export function countOf(n: number, fr: readonly [string, string], en: readonly [string, string]): LocalizedText {
  const count = inBothLanguages((format) => format(n))
  return { fr: `${count.fr}\u00a0${n < 2 ? fr[0] : fr[1]}`, en: `${count.en} ${n === 1 ? en[0] : en[1]}` }
}
