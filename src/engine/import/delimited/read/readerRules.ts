import type { Dialect } from '../dialect/detectDialect'
import { cutLine, isRuler } from '../dialect/layout'
import { scanRecord } from './scanRecord'
import type { SkimRules } from './skim'

/** What skimming needs for a dialect; null where its records cannot be skimmed. */
export function skimRules(
  { syntax, width, comment, trailing, decimalCommas }: Dialect,
  headers: string[],
  takesQuotes: boolean
): SkimRules | null {
  const { delimiter, quote, escape, newline } = syntax
  if (
    syntax.layout ||
    trailing ||
    decimalCommas ||
    newline !== '\n' ||
    delimiter.length > 1 ||
    comment !== '' ||
    (quote === '' && escape === 'backslash')
  )
    return null
  const asIs = takesQuotes && delimiter === ',' && quote === '"' && escape === 'double'
  return {
    delimiter: delimiter === '' ? -1 : delimiter.charCodeAt(0),
    quote: asIs ? 0x22 : -1,
    separators: width - 1,
    stops: asIs ? [-1, -1] : [0x22, quote ? quote.charCodeAt(0) : -1],
    headers
  }
}

/** The cells of a line without quotes. */
export function splitBare(line: string, { syntax }: Dialect): string[] {
  if (syntax.layout) return isRuler(line) ? [''] : cutLine(line, syntax)
  if (syntax.delimiter === '') return [line]
  if (syntax.escape !== 'backslash' || syntax.quote !== '' || !line.includes('\\')) return line.split(syntax.delimiter)
  return scanRecord(line, 0, syntax).cells
}

/** How often a part stands in a text. */
export function countOf(text: string, part: string): number {
  let count = 0
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) count += 1
  return count
}
