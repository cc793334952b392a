import { text } from '../../sql'
import { asText } from './as-text'
import { isNumeric } from './number-types'
import type { CellKind, SpecOf } from './kind'

/** Replaces texts: whole cells, parts, or what a pattern matches. */
export const replace: CellKind<SpecOf<'replace'>> = {
  title({ column, how, find, with: by }) {
    const what =
      how === 'pattern'
        ? { fr: `le motif « ${find} »`, en: `pattern “${find}”` }
        : { fr: `« ${find} »`, en: `“${find}”` }
    return {
      fr: `Remplacer ${what.fr} par « ${by} » dans « ${column} »`,
      en: `Replace ${what.en} by “${by}” in “${column}”`
    }
  },
  type: keptType,
  cell(spec, type, value) {
    const made = replacedText(spec, type, value)
    const kept = keptType(spec, type)
    return kept === 'VARCHAR' ? made : `TRY_CAST(${made} AS ${kept})`
  }
}

/** The type that the step was found to make, where a column of that kind still comes to it; text else. */
function keptType({ type: made }: SpecOf<'replace'>, type: string): string {
  const isAlike = made === type || (made !== undefined && isNumeric(made) && isNumeric(type))
  return made !== undefined && isAlike ? made : 'VARCHAR'
}

/** What the step makes of a value, as a text. */
export function replacedText(spec: SpecOf<'replace'>, type: string, value: string): string {
  const present = asText(value, type)
  const { how, find, with: by, ignoreCase } = spec
  if (how === 'cell') {
    const same = ignoreCase ? `lower(${present}) = lower(${text(find)})` : `${present} = ${text(find)}`
    return `CASE WHEN ${same} THEN ${text(by)} ELSE ${present} END`
  }
  if (how === 'part' && !ignoreCase) return `replace(${present}, ${text(find)}, ${text(by)})`
  return replaced(spec, present)
}

/** A part or pattern replaced by DuckDB's regular expressions (RE2). */
export function replaced({ how, find, with: by, ignoreCase }: SpecOf<'replace'>, value: string): string {
  const pattern = how === 'pattern' ? text(find) : `regexp_escape(${text(find)})`
  // A backslash would name a group of the pattern.
  const written = how === 'pattern' ? by : by.replaceAll('\\', '\\\\')
  return `regexp_replace(${value}, ${pattern}, ${text(written)}, '${ignoreCase ? 'gi' : 'g'}')`
}
