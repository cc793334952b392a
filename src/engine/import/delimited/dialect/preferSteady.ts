import type { Syntax } from './syntax'

/** A reading with its score, its records, their usual number of cells, and the share of them that has it. */
export interface ReadRows {
  syntax: Syntax
  score: number
  steady: number
  width: number
  records: number
  /** Every comma in its cells is the mark of a number or one of text, with a space behind it. */
  plainCommas: boolean
}

/** Signs that hardly stand in words, numbers and dates. */
const STRONG = new Set([';', '\t', '|', '~', '^', '¦'])
const ALL = 0.99
/** Names and rows of so many cells are no chance. */
const TELLING = 3
const NEARLY = 0.8

/**
 * Puts first a reading in which every line, the names included, has the same number of cells, where that of the best score
 * owes it to what it made of these cells: it cut lines at their spaces, cells at commas without the space that stands behind
 * the others or at half of a doubled sign, numbers and names at commas that need no other reason to be there, or took lone
 * apostrophes of several lines for quotes around them.
 */
export function preferSteady<T extends ReadRows>(scored: T[]): T[] {
  const [best] = scored
  if (!best) return scored
  const found = scored.find((each) => each.steady >= ALL && each.width >= TELLING && isSounder(each, best))
  return found ? [{ ...found, score: best.score }, ...scored.filter((each) => each !== found)] : scored
}

function isSounder({ syntax, score, records, plainCommas }: ReadRows, best: ReadRows): boolean {
  if (syntax.layout) return false
  if (best.syntax.layout)
    return best.syntax.layout !== 'bars' && best.syntax.layout !== 'open' && STRONG.has(syntax.delimiter)
  if (syntax.delimiter === best.syntax.delimiter)
    return isApostrophe(best.syntax.quote) && !isApostrophe(syntax.quote) && records > best.records
  if (best.syntax.delimiter.trim() === ',' && STRONG.has(syntax.delimiter)) return plainCommas
  return (
    (syntax.quote === best.syntax.quote || !isApostrophe(syntax.quote)) &&
    [' ', best.syntax.delimiter].some((sign) => syntax.delimiter === best.syntax.delimiter + sign) &&
    best.steady < 1 &&
    score >= NEARLY * best.score
  )
}

function isApostrophe(quote: string): boolean {
  return quote === "'" || quote === '`'
}
