import type { Kind } from '../sheet'
import type { SheetFacts } from '../sheetFacts'
import type { CellFormat } from './cellFormat'
import { numberText } from './numberText'
import { serialText } from './serialText'

/**
 * A stored number as the text of its value: a date where its format shows one, filled up with the zeros that a format
 * of digits shows, else its shortest decimals. What a column showed beside (%, €) is counted, not written.
 */
export function numberCell(
  raw: string,
  format: CellFormat,
  date1904: boolean,
  column: number,
  facts: SheetFacts
): { text: string; kind: Kind } {
  const text = numberText(raw)
  if (text === null) {
    facts.count('notANumber', column)
    return { text: raw, kind: 'text' }
  }
  if (format.date) {
    const moment = serialText(Number(text), format.date, date1904)
    if (!moment) facts.count('outOfCalendar', column)
    else {
      if (moment.oddity) facts.count(moment.oddity, column)
      return { text: moment.text, kind: 'date' }
    }
  }
  if (format.zeros > text.length && /^\d+$/.test(text)) {
    facts.count('zeros', column)
    // A code, not a quantity: its zeros belong to it.
    return { text: text.padStart(format.zeros, '0'), kind: 'text' }
  }
  if (format.percent) facts.count('percent', column)
  if (format.currency) facts.countMoney(format.currency, column)
  return { text, kind: 'number' }
}

/** ISO dates of strict workbooks and OpenDocument: `2024-03-01T10:30:00.500Z` is `2024-03-01 10:30:00.5`. */
export function isoText(raw: string): string {
  const parts = /^(-?\d{4,}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d+))?(Z|[+-]\d{2}:\d{2})?)?$/.exec(
    raw.trim()
  )
  if (!parts) return raw
  const [, day = '', clock, fraction = '', zone = ''] = parts
  if (!clock) return day
  const rest = fraction.replace(/0+$/, '')
  return `${day} ${clock.length === 5 ? `${clock}:00` : clock}${rest ? `.${rest}` : ''}${zone === 'Z' ? '' : zone}`
}

/** An XML duration as hours: `PT36H15M00S` is `36:15:00`; null for one of years or months. */
export function isoDurationText(raw: string): string | null {
  const parts = /^(-)?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,](\d+))?S)?)?$/.exec(raw.trim())
  if (!parts) return null
  const [, sign = '', days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = parts
  const total = Number(days) * 86_400 + Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)
  if (!Number.isSafeInteger(total)) return null
  const two = (value: number): string => String(value).padStart(2, '0')
  const rest = fraction.replace(/0+$/, '')
  return `${sign}${two(Math.floor(total / 3_600))}:${two(Math.floor(total / 60) % 60)}:${two(total % 60)}${rest ? `.${rest}` : ''}`
}
