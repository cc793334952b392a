import { nulInPattern, patternError } from '../../pattern-error'
import { ident, text } from '../../sql'
import { columnOf, missingSql, named } from './cell'
import type { KindOf } from './kind'

/** A text that a pattern takes. RE2 reads it in time linear in the text, whatever the pattern. */
export const regex: KindOf<'regex'> = {
  reads: ({ column }) => [column],
  verdict({ column: name, pattern, whole }, ground) {
    const column = columnOf(ground, name)
    const matches = whole ? 'regexp_full_match' : 'regexp_matches'
    return `CASE WHEN ${missingSql(column)} THEN NULL ELSE ${matches}(${ident(name)}::VARCHAR, ${text(pattern)}) END`
  },
  async check({ pattern }, _ground, ask) {
    if (pattern.includes('\0')) throw nulInPattern(pattern)
    try {
      await ask(`SELECT regexp_matches('', ${text(pattern)}) AS fits`)
    } catch (error) {
      throw patternError(error, pattern)
    }
  },
  words({ column, pattern, whole }) {
    const name = named(column)
    return whole
      ? { fr: `${name.fr} suit le motif ${pattern}`, en: `${name.en} follows the pattern ${pattern}` }
      : { fr: `${name.fr} contient le motif ${pattern}`, en: `${name.en} holds the pattern ${pattern}` }
  }
}
