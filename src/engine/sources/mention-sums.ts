import { SUM_WORD, typeOf } from '../import'
import type { Project } from '../project'
import { ident, text } from '../sql'
import type { NamedTable } from './delimited-job'

/** Columns that such a row is named in: it is named before its numbers. */
const NAMING = 3
/** Columns beside it that are looked at: a row of words shows it in a few, and some thousand would take long to plan. */
const BESIDE = 12
/** Rows at the begin and at the end that are looked at: sums come again with each group, and each look costs. */
const LOOKED = 250_000
/** Beyond this share of the rows, they are what the table is about. */
const MOST = 0.45

/**
 * Whether a loaded table has rows that are named like a sum, with nothing but numbers beside: a look over a few columns, and
 * of a table of more than half a million rows over the first and last ones only.
 */
export async function mentionsSums(
  project: Project,
  table: string,
  { names, readings, rows }: Pick<NamedTable, 'names' | 'readings' | 'rows'>,
  signal: AbortSignal
): Promise<boolean> {
  const columns = names.map((name, index) => ({ name, type: typeOf(readings[index] ?? { kind: 'text' }) }))
  const naming = columns.slice(0, NAMING).filter(({ type }) => type === 'VARCHAR')
  if (!naming.length || columns.length < 2) return false
  const named = naming.map(({ name }) => {
    const behind = columns.slice(columns.findIndex((column) => column.name === name) + 1)
    const beside = behind.flatMap(noWords).slice(0, BESIDE)
    return `(${[...begins(ident(name)), ...beside].join(' AND ')})`
  })
  const [counted] = await project.rows<{ n: number }>(
    `SELECT count(*) AS n FROM raw.${ident(table)} WHERE ${ends(rows)} AND (${named.join(' OR ')})`,
    { signal }
  )
  const n = counted?.n ?? 0
  return n > 0 && n <= MOST * Math.min(rows, 2 * LOOKED)
}

/** That a text begins as sums are named: by its first letter, which is quick to tell and settles most rows, then by its word. */
function begins(value: string): string[] {
  const letters = [...'acegmost'].flatMap((letter) => [letter, letter.toUpperCase()])
  const codes = letters.map((letter) => letter.charCodeAt(0))
  return [
    `(ascii(${value}) <= 32 OR ascii(${value}) IN (${codes.join(', ')}))`,
    `regexp_matches(${value}, ${text(`^\\s*(?i:${SUM_WORD})(?:[^\\pL\\pN]|$)`)})`
  ]
}

/** That a column holds nothing but a number, or nothing; no condition where its type says so. */
function noWords({ name, type }: { name: string; type: string }): string[] {
  if (type === 'BOOLEAN') return [`${ident(name)} IS NULL`]
  return type === 'VARCHAR' ? [`coalesce(regexp_matches(${ident(name)}, ${NUMBER}), true)`] : []
}

/** Nothing that has a letter but those of currencies, and a digit; or nothing at all. */
const NUMBER = text('^\\s*$|^[^\\pL]*\\pN[^\\pL]*(?:EUR|USD|GBP|CHF)?\\s*$')

function ends(rows: number): string {
  return rows > 2 * LOOKED ? `rowid < ${LOOKED} OR rowid >= ${rows - LOOKED}` : 'true'
}
