import { text } from '../../sql'
import { asText } from './as-text'
import { commonType } from './common-type'
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
    return kept === 'VARCHAR' ? made : heldCell(made, kept)
  }
}

/**
 * The type that the step was found to make where that column still comes to it; among numbers, which an earlier step or a
 * delivery may make other ones, the type that holds both; text else.
 */
function keptType({ type: made }: SpecOf<'replace'>, type: string): string {
  if (made === undefined) return 'VARCHAR'
  if (made === type) return made
  return isNumeric(made) && isNumeric(type) ? (commonType([made, type]) ?? 'VARCHAR') : 'VARCHAR'
}

/** A text as a value of a type; missing where that type does not hold it as it is written: nothing is rounded or cut. */
export function heldCell(made: string, type: string): string {
  const cell = `TRY_CAST(${made} AS ${type})`
  if (type === 'DATE') return `CASE WHEN TRY_CAST(${made} AS TIMESTAMP) = CAST(${cell} AS TIMESTAMP) THEN ${cell} END`
  if (!isNumeric(type)) return cell
  // Up to 15 digits a double tells any two decimal numbers apart (IEEE 754); beyond, only the text does.
  const isShort = `length(regexp_replace(${made}, '[^0-9]', '', 'g')) <= 15`
  const isSame = `regexp_replace(CAST(${cell} AS VARCHAR), '[.]0$', '') = regexp_replace(${made}, '[.]0$', '')`
  return `CASE WHEN (${isShort} AND TRY_CAST(${made} AS DOUBLE) = CAST(${cell} AS DOUBLE)) OR ${isSame} THEN ${cell} END`
}

/** A value as the text that is looked into: a whole number among decimals is met as it is shown, 9 and not 9.0. */
export function shownText(type: string, value: string): string {
  const written = asText(value, type)
  return /^(FLOAT|DOUBLE)$/.test(type) ? `regexp_replace(${written}, '[.]0$', '')` : written
}

/** What the step makes of a value, as a text. */
export function replacedText(spec: SpecOf<'replace'>, type: string, value: string): string {
  const present = shownText(type, value)
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
