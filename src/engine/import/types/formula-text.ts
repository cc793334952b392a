import { text } from '../../sql'
import { GAP } from './escape-pattern'

/** `="00012"`: a text as a formula, by which an export keeps Excel from reading it as a number. For RE2 and JavaScript alike. */
const FORMULA = `${GAP}="((?:[^"]|"")*)"${GAP}`
const WHOLE = new RegExp(`^${FORMULA}$`, 'u')

/** The text that is written as a formula; null where it is written as itself. */
export function formulaText(value: string): string | null {
  const found = value.includes('="') ? WHOLE.exec(value) : null
  return found && (found[1] ?? '').replaceAll('""', '"')
}

/** The same in SQL, a text written as itself as it is. */
export function formulaSql(column: string): string {
  return `CASE WHEN regexp_full_match(${column}, ${text(FORMULA)}) THEN replace(regexp_extract(${column}, ${text(FORMULA)}, 1), '""', '"') ELSE ${column} END`
}
