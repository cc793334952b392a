import type { Dialect as ReportedDialect } from '../../../contract'
import type { Dialect } from './dialect/detectDialect'

const ESCAPES = { double: '"', backslash: '\\', nul: '\0', none: null } as const

/** A detected dialect as the load report tells it. */
export function reportDialect({ syntax, headerRows, preamble, comment }: Dialect): ReportedDialect {
  return {
    delimiter: syntax.delimiter,
    quote: syntax.quote || null,
    escape: syntax.escape === 'double' ? syntax.quote || null : ESCAPES[syntax.escape],
    newline: syntax.newline,
    preambleLines: preamble.length,
    headerRows,
    comment: comment || null
  }
}
