import { booleanBegunSql } from './boolean-words'
import { text } from './quote'

const NUMBER = /^(DECIMAL\(\d+,\d+\)|U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|BIGNUM|FLOAT|DOUBLE)$/
const INSTANT = /^(DATE|TIMESTAMP(_S|_MS|_NS| WITH TIME ZONE)?|TIME(_NS| WITH TIME ZONE)?)$/

/** Whether a grid writes the values of a type otherwise than SQL does: numbers by locale, days first in French. */
export function isShownByLocale(type: string): boolean {
  return NUMBER.test(type) || INSTANT.test(type)
}

/**
 * SQL that is true where a value holds a text, whatever the case, as it is shown in either language or as SQL writes it:
 * grouped numbers, a decimal comma, the day before its month, the words of truth values. `value` is SQL of the value or of
 * its text.
 */
export function holdsShownSql(value: string, type: string, sought: string): string {
  if (type === 'BOOLEAN') return booleanBegunSql(value, sought)
  if (NUMBER.test(type)) return holdsNumberSql(value, sought)
  if (INSTANT.test(type)) return holdsInstantSql(value, sought)
  return holdsSql(type === 'VARCHAR' ? value : `${value}::VARCHAR`, sought)
}

/** A day or an instant as SQL writes it, the day first as a French grid shows it; a value of another type as it is. */
export function dayFirst(value: string, type: string): string {
  if (!INSTANT.test(type)) return value
  return value.replace(/^(\d{4})-(\d\d)-(\d\d)(?=$|[ T]\d)/, '$3/$2/$1').replace(/(\d\d:\d\d:\d\d)\.(\d+)/, '$1,$2')
}

function holdsNumberSql(value: string, sought: string): string {
  const bare = sought.replace(/[\s\u00a0\u202f]/g, '').replace(/−/g, '-')
  if (/^[-+]?(nan|inf\w*)$/i.test(bare)) return holdsSql(`${value}::VARCHAR`, bare)
  // `12,345` is a decimal number in French, a grouped one in English.
  const readings = [
    bare.replace(',', '.'),
    ...(/^-?\d{1,3}(,\d{3})+(\.\d*)?$/.test(bare) ? [bare.replace(/,/g, '')] : [])
  ]
  const tests = readings.filter((typed) => /^[-+]?[\d.]+(e[-+]?\d*)?$/i.test(typed)).map((typed) => `contains(${value}::VARCHAR, ${text(typed.toLowerCase())})`) // prettier-ignore
  return tests.length > 1 ? `(${tests.join(' OR ')})` : (tests[0] ?? 'false')
}

function holdsInstantSql(value: string, sought: string): string {
  const typed = sought.trim() || sought
  const iso = `${value}::VARCHAR`
  // Only these signs stand elsewhere in the French writing than in that of SQL.
  if (!/^[\d/:,. +]*[/,. ][\d/:,. +]*$/.test(typed)) return holdsSql(iso, typed)
  // The same as cells are written: no day before Christ has its day first.
  const french = `regexp_replace(replace(${iso}, '.', ','), '^(\\d{4})-(\\d\\d)-(\\d\\d)( \\d|$)', '\\3/\\2/\\1\\4')`
  const day = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4}.*)$/.exec(typed)
  if (day) {
    const [, first = '', second = '', rest = ''] = day
    return `contains(${french}, ${text(`${first.padStart(2, '0')}/${second.padStart(2, '0')}/${rest}`)})`
  }
  return `contains(${iso} || chr(10) || ${french}, ${text(typed)})`
}

function holdsSql(written: string, sought: string): string {
  return `contains(lower(${written}), lower(${text(sought)}))`
}
