import type { Dialect as ReportedDialect } from '../../../contract'
import type { Dialect } from './dialect/detectDialect'
import { escapeSign } from './dialect/syntax'

/** A detected dialect as the load report tells it. */
export function reportDialect({ syntax, headerRows, tableLine, comment }: Dialect): ReportedDialect {
  return {
    delimiter: syntax.delimiter,
    quote: syntax.quote || null,
    escape: syntax.escape === 'double' ? syntax.quote || null : escapeSign(syntax.escape) || null,
    newline: syntax.newline,
    preambleLines: tableLine - 1,
    headerRows,
    comment: comment || null
  }
}
