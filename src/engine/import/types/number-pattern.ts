import type { TextReading } from '../../../contract'
import { escapePattern, GAP } from './escape-pattern'
import { isMoney, isShare, unitPattern } from './units'

export type NumberReading = Extract<TextReading, { kind: 'integer' | 'number' }>

/** Spaces that group thousands, one by one and as a class: plain, no-break, thin, narrow no-break and their kin. */
export const SPACES = ' \u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000'
/** Minus signs: hyphen, U+2212 and the dash that word processors put in their place. */
const MINUS = '[-\u2212\u2013]'
/** No double that passes is infinite: 38 digits and this exponent stay below 1e308. The longer form first, for `digits` to take it whole. */
const EXPONENT = '(?:[eE][+-]?(?:[12][0-6]\\d|\\d{1,2}))?'

/** Patterns for RE2 and JavaScript alike; all but `digits` are of whole texts. */
export interface NumberPatterns {
  /** Digits, mark and exponent with an ASCII sign and nothing else; what most columns hold. */
  plain: string
  plus: string
  minus: string
  /** The digits with their marks and exponent: its first match in a text that is a number. */
  digits: string
}

/** The patterns of the texts that a reading takes as numbers. */
export function numberPatterns(reading: NumberReading): NumberPatterns {
  const point = takesPoint(reading)
  const pointed = point ? `|${pointedPattern(reading)}` : ''
  const body = `(?:${bodyPattern(reading)}${pointed})`
  const unit = reading.kind === 'number' ? reading.unit : null
  const plus = unit === null ? [`\\+?${GAP}${body}`] : unitedForms(reading, body, unit)
  const minus = unit === null ? negativeForms(body) : unitedNegatives(body, unit, takesBare(reading))
  const mark = reading.kind === 'number' ? escapePattern(reading.decimal) : ''
  const start = mark ? `(?:\\d|${mark}\\d)` : '\\d'
  const grouping = { '': '', ' ': SPACES, "'": "'’", '.': '.', ',': ',' }[reading.grouping]
  return {
    plain: `[+-]?${body}`,
    plus: whole(plus),
    minus: whole(minus),
    digits: `${start}[\\d${mark}${grouping}${point ? '.' : ''}]*${reading.kind === 'number' ? EXPONENT : ''}`
  }
}

/** Whether a reading of decimal commas takes numbers with a point too; one that stands between thousands would be in doubt. */
function takesPoint(reading: NumberReading): reading is NumberReading & { kind: 'number' } {
  return reading.kind === 'number' && reading.point === true && reading.decimal === ',' && reading.grouping !== '.'
}

/** Whether a reading takes numbers without its unit. */
function takesBare(reading: NumberReading): boolean {
  return reading.kind === 'integer' || reading.unit === null || (reading.bare ?? !isShare(reading.unit))
}

function whole(forms: string[]): string {
  return `${GAP}(?:${forms.join('|')})${GAP}`
}

function bodyPattern(reading: NumberReading): string {
  const digits = groupedPattern(reading.grouping)
  if (reading.kind === 'integer' || reading.decimals === 0) return digits
  const mark = escapePattern(reading.decimal)
  if (reading.decimals !== undefined) return `${digits}(?:${mark}\\d{0,${reading.decimals}}0*)?`
  const fraction = reading.decimal === '.' ? `${mark}\\d*` : `${mark}\\d+`
  return `(?:${digits}(?:${fraction})?|${mark}\\d+)${EXPONENT}`
}

/** Numbers as programs print them: digits on both sides of the point, grouped or not. */
function pointedPattern({ decimals, grouping }: NumberReading & { kind: 'number' }): string {
  const digits = groupedPattern(grouping)
  if (decimals === undefined) return `${digits}\\.\\d+${EXPONENT}`
  return `${digits}\\.${decimals === 0 ? '0+' : `\\d{1,${decimals}}0*`}`
}

/** Digits with or without marks between groups; the first group never begins with 0, as those of SIREN and codes do. */
function groupedPattern(grouping: string): string {
  const mark = { '': null, ' ': `[${SPACES}]`, "'": "['’]", '.': '\\.', ',': ',' }[grouping]
  return mark ? `(?:[1-9]\\d{0,2}(?:${mark}\\d{3}){1,12}|\\d{1,38})` : '\\d{1,38}'
}

function negativeForms(body: string): string[] {
  return [`${MINUS}${GAP}${body}`, `\\(${GAP}${body}${GAP}\\)`, `${body}${GAP}${MINUS}`]
}

function unitedForms(reading: NumberReading, body: string, unit: string): string[] {
  const name = unitPattern(unit)
  const behind = `\\+?${GAP}${body}${GAP}(?:${name})`
  const before = isMoney(unit) ? [`\\+?${GAP}(?:${name})${GAP}${body}`] : []
  const zero = reading.kind === 'number' && reading.decimal === ',' ? '0+(?:,0+)?' : '0+(?:\\.0+)?'
  return [behind, ...before, takesBare(reading) ? `\\+?${GAP}${body}` : zero]
}

function unitedNegatives(body: string, unit: string, bare: boolean): string[] {
  const name = `(?:${unitPattern(unit)})`
  const forms = [
    `${MINUS}${GAP}${body}${GAP}${name}`,
    `${body}${GAP}(?:${MINUS}${GAP}${name}|${name}${GAP}${MINUS})`,
    `\\(${GAP}${body}${GAP}(?:${name}${GAP}\\)|\\)${GAP}${name})`
  ]
  if (isMoney(unit)) {
    forms.push(`(?:${MINUS}${GAP}${name}|${name}${GAP}${MINUS})${GAP}${body}`)
    forms.push(`${name}${GAP}${body}${GAP}${MINUS}`)
    forms.push(`(?:\\(${GAP}${name}|${name}${GAP}\\()${GAP}${body}${GAP}\\)`)
  }
  return bare ? [...forms, ...negativeForms(body)] : forms
}
