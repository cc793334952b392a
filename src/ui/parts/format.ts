import { toldShare } from '../../contract'
import { currentLanguage, locale } from './i18n'

const cache = new Map<string, Intl.NumberFormat>()

/** A number by locale: at most `digits` decimals (2 unless told); null is an en dash. */
export function formatNumber(value: number | bigint | null | undefined, digits = 2): string {
  if (value == null) return '–'
  if (typeof value === 'number' && !Number.isFinite(value)) return formatSpecial(value)
  return numberFormat({ maximumFractionDigits: digits, signDisplay: 'negative' }).format(value)
}

/** A count: no decimals. */
export function formatInteger(value: number | bigint | null | undefined): string {
  return formatNumber(value, 0)
}

/**
 * A share from 0 to 1 as a percentage, with the locale's space before the sign. A few rows among many are not read as
 * none, nor nearly all as all: `< 0,1 %`, `> 99,9 %`.
 */
export function formatPercent(share: number | null | undefined, digits = 1): string {
  if (share == null) return '–'
  if (!Number.isFinite(share)) return formatSpecial(share)
  const told = toldShare(share, digits)
  return told.sign ? `${told.sign}\u00a0${percent(told.share, digits)}` : percent(told.share, digits)
}

/** A score with its sign, e.g. an NPS or a difference: `+12,3`, `−4`. */
export function formatSigned(value: number | null | undefined, digits = 1): string {
  if (value == null) return '–'
  if (!Number.isFinite(value)) return formatSpecial(value)
  if (value === 0) return '0'
  return numberFormat({ minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: 'exceptZero' })
    .format(value)
    .replace('-', '−')
}

/** A p-value: three decimals, or that it is below. */
export function formatP(p: number | null | undefined): string {
  if (p == null || Number.isNaN(p)) return '–'
  return p < 0.001
    ? `<\u00a0${formatNumber(0.001, 3)}`
    : numberFormat({ minimumFractionDigits: 3, maximumFractionDigits: 3 }).format(p)
}

/** An interval in words of figures: `[12,1 ; 14,3]`. */
export function formatInterval(low: number, high: number, format: (value: number) => string = formatNumber): string {
  return currentLanguage() === 'en' ? `[${format(low)}, ${format(high)}]` : `[${format(low)}\u00a0; ${format(high)}]`
}

/** A size in octets (fr) or bytes (en), by powers of 1000. */
export function formatBytes(bytes: number): string {
  const units = currentLanguage() === 'en' ? ['B', 'kB', 'MB', 'GB', 'TB'] : ['o', 'ko', 'Mo', 'Go', 'To']
  const power = Math.min(Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)), units.length - 1)
  const scaled = bytes / 1000 ** power
  return `${formatNumber(scaled, scaled < 10 && power > 0 ? 1 : 0)}\u00a0${units[power]}`
}

/** A duration in seconds, at the grain a reader needs: `0,4 s`, `12 s`, `3 min 05 s`, `2 h 10 min`. */
export function formatDuration(seconds: number): string {
  if (seconds < 10) return `${formatNumber(seconds, 1)}\u00a0s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole}\u00a0s`
  const two = (value: number): string => String(value).padStart(2, '0')
  if (whole < 3600) return `${Math.floor(whole / 60)}\u00a0min ${two(whole % 60)}\u00a0s`
  return `${Math.floor(whole / 3600)}\u00a0h ${two(Math.floor((whole % 3600) / 60))}\u00a0min`
}

/** A day, written short with its month in letters; takes an ISO text or a Date. */
export function formatDate(value: string | Date): string {
  return dateFormat({ day: 'numeric', month: 'short', year: 'numeric' }, value)
}

/** A day and its hour and minute. */
export function formatDateTime(value: string | Date): string {
  return dateFormat({ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }, value)
}

/** Hour and minute only. */
export function formatTime(value: string | Date): string {
  return dateFormat({ hour: '2-digit', minute: '2-digit' }, value)
}

function percent(share: number, digits: number): string {
  // ICU writes a full no-break space before the sign in French; good typography a narrow one
  return numberFormat({ style: 'percent', maximumFractionDigits: digits }).format(share).replace('\u00a0', '\u202f')
}

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale() + JSON.stringify(options)
  const known = cache.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(locale(), options)
  cache.set(key, made)
  return made
}

function dateFormat(options: Intl.DateTimeFormatOptions, value: string | Date): string {
  const date = typeof value === 'string' ? new Date(value) : value
  return Number.isNaN(date.getTime()) ? String(value) : new Intl.DateTimeFormat(locale(), options).format(date)
}

function formatSpecial(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  return value > 0 ? '∞' : '−∞'
}
