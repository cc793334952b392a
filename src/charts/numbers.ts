import type { ChartData, ChartIntent, TimeUnit } from '../contract'
import type { ChartLanguage } from './locales'

/** d3 formats of the measure: shares as percent, counts whole, the rest without exponents. */
export function measureFormat({ y, kind }: ChartIntent): string {
  if (kind !== 'scatter' && y.aggregate === 'share') return '.1~%'
  return kind !== 'scatter' && y.aggregate === 'count' ? ',.12~g' : ',.12~g'
}

/** d3 time format of a unit. */
export function timeFormat(unit: TimeUnit | null, language: ChartLanguage): string {
  const day = language === 'fr' ? '%-d %b %Y' : '%-d %b %Y'
  if (unit === 'year') return '%Y'
  if (unit === 'quarter') return language === 'fr' ? 'T%q %Y' : 'Q%q %Y'
  if (unit === 'month') return '%b %Y'
  return unit === 'hour' ? (language === 'fr' ? '%-d %b %H h' : '%-d %b %H:00') : day
}

/** A measured value in words of the language: percent with one decimal, counts whole, at most four significant decimals. */
export function formatMeasure(value: number | null, { y, kind }: ChartIntent, language: ChartLanguage): string {
  if (value === null) return '–'
  const share = kind !== 'scatter' && y.aggregate === 'share'
  return format(value, language, share ? { style: 'percent', maximumFractionDigits: 1 } : digitsFor(value))
}

/** A position on the x axis in words. */
export function formatX(
  value: number | string,
  data: Pick<ChartData, 'xType' | 'timeUnit'>,
  language: ChartLanguage
): string {
  if (typeof value === 'string') return value
  return data.xType === 'time'
    ? formatTime(value, data.timeUnit, language)
    : format(value, language, {
        maximumSignificantDigits: 12,
        useGrouping: data.timeUnit === null && Math.abs(value) >= 10_000
      })
}

export function formatCount(value: number, language: ChartLanguage): string {
  return format(value, language, { maximumFractionDigits: 0 })
}

function formatTime(value: number, unit: TimeUnit | null, language: ChartLanguage): string {
  const date = new Date(value)
  const locale = localeOf(language)
  if (unit === 'year') return String(date.getUTCFullYear())
  if (unit === 'quarter')
    return `${language === 'fr' ? 'T' : 'Q'}${Math.floor(date.getUTCMonth() / 3) + 1} ${date.getUTCFullYear()}`
  if (unit === 'month') return date.toLocaleDateString(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const day = date.toLocaleDateString(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
  return unit === 'hour' || unit === null
    ? `${day} ${date.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })}`
    : day
}

function digitsFor(value: number): Intl.NumberFormatOptions {
  if (Number.isInteger(value)) return { maximumFractionDigits: 0 }
  return Math.abs(value) >= 100 ? { maximumFractionDigits: 1 } : { maximumSignificantDigits: 4 }
}

function format(value: number, language: ChartLanguage, options: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(localeOf(language), options).format(value)
}

function localeOf(language: ChartLanguage): string {
  return language === 'fr' ? 'fr-FR' : 'en-GB'
}
