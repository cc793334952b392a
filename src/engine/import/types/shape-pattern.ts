import { escapePattern } from './escape-pattern'
import { DAY_NAME, MONTH_NAME } from './months'

/** What a group of a shape's pattern holds. */
export type Field = 'Y' | 'y' | 'm' | 'd' | 'B' | 'H' | 'I' | 'M' | 'S' | 'f' | 'p' | 'z' | 'q' | 'G' | 'V' | 'u'

export interface ShapePattern {
  /** A pattern of the text without accents and without outer spaces, for RE2 and JavaScript alike, with no regard to case. */
  source: string
  /** The fields of its groups, in their order. */
  fields: Field[]
}

/** Patterns of fields; the second one where no mark parts a field from its neighbours. */
const FIELDS: Readonly<Record<Field, readonly [string, string]>> = {
  Y: ['\\d{4}', '\\d{4}'],
  y: ['\\d{2}', '\\d{2}'],
  m: ['0?[1-9]|1[0-2]', '0[1-9]|1[0-2]'],
  d: ['0?[1-9]|[12]\\d|3[01]', '0[1-9]|[12]\\d|3[01]'],
  B: [MONTH_NAME, MONTH_NAME],
  H: ['[01]?\\d|2[0-3]', '[01]\\d|2[0-3]'],
  I: ['0?[1-9]|1[0-2]', '0[1-9]|1[0-2]'],
  M: ['[0-5]\\d', '[0-5]\\d'],
  S: ['[0-5]\\d', '[0-5]\\d'],
  // Finer than a microsecond is no longer told apart: it must be zero.
  f: ['\\d{1,6}', '\\d{1,6}'],
  p: ['[ap]\\.?m\\.?', '[ap]\\.?m\\.?'],
  z: ['z|[+-](?:0\\d|1[0-4])(?::?[0-5]\\d)?', 'z|[+-](?:0\\d|1[0-4])(?::?[0-5]\\d)?'],
  q: ['[1-4]', '[1-4]'],
  G: ['\\d{4}', '\\d{4}'],
  V: ['0?[1-9]|[1-4]\\d|5[0-3]', '0[1-9]|[1-4]\\d|5[0-3]'],
  u: ['[1-7]', '[1-7]']
}

/** Other patterns for some fields, so that one text has one meaning: the years of one century, the hours after noon. */
export type FieldPatterns = Partial<Record<Field, string>>

/** The pattern of a shape; null where it holds a sign that is not known. */
export function shapePattern(shape: string, own: FieldPatterns = {}): ShapePattern | null {
  const fields: Field[] = []
  const tokens = plainShape(shape).match(/%.|[^%]+|%$/gs) ?? []
  let source = ''
  for (const [index, token] of tokens.entries()) {
    if (!token.startsWith('%')) source += literalPattern(token)
    else if (token === '%A') source += DAY_NAME
    else if (isField(token)) {
      const field = token.slice(1) as Field
      const next = tokens[index + 1] ?? ''
      const parted = !isField(next) && !isField(tokens[index - 1] ?? '')
      fields.push(field)
      source += `(${own[field] ?? FIELDS[field][parted ? 0 : 1]})`
      if (field === 'd' && shape.includes('%B')) source += '(?:er|st|nd|rd|th)?'
      if (field === 'B') source += '\\.?'
      if (field === 'f') source += '0{0,3}'
    } else return null
  }
  return { source, fields }
}

/** Whether texts of a shape must lose their accents before its pattern is tried. */
export function hasAccents(shape: string): boolean {
  return /%[AB]/.test(shape) || plainShape(shape) !== shape
}

function isField(token: string): boolean {
  return token.length === 2 && token.startsWith('%') && Object.hasOwn(FIELDS, token.slice(1))
}

function plainShape(shape: string): string {
  return shape.normalize('NFD').replace(/\p{M}/gu, '')
}

function literalPattern(text: string): string {
  return escapePattern(text).replace(/[\s\p{Zs}]+/gu, '[\\s\\p{Zs}]+')
}
