import { SUM_WORD, typeOf } from '../import'
import type { Project } from '../project'
import { ident, text } from '../sql'
import type { NamedTable } from './delimited-job'

/** Columns that such a row is named in: it is named before its numbers. */
const NAMING = 3
/** Columns beside it that are looked at: a row of words shows it in a few, and some thousand would take long to plan. */
const BESIDE = 12
/** Rows at the begin and at the end that are looked at: sums come again with each group, and each look costs. */
const LOOKED = 10_000
/** Beyond this share of the rows, they are what the table is about. */
const MOST = 0.45

/**
 * Whether a loaded table has rows that are named like a sum, with nothing but numbers beside: a look over a few columns of its
 * first and last rows, both at once.
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
  const count = async (conditions: string[]): Promise<number> => {
    const counted = await Promise.all(
      ends(rows).map((end) =>
        project.rows<{ n: number }>(
          `SELECT count(*) AS n FROM raw.${ident(table)} WHERE ${end} AND (${conditions.join(' OR ')})`,
          { signal }
        )
      )
    )
    return counted.reduce((sum, [end]) => sum + (end?.n ?? 0), 0)
  }
  // Few tables have any such name: what stands beside it costs more to ask.
  if ((await count(naming.map(({ name }) => beginsAsSum(ident(name))))) === 0) return false
  const named = naming.map((column) => {
    const beside = columns.slice(columns.indexOf(column) + 1).flatMap(noWords)
    return `(${[namesSum(ident(column.name)), ...beside.slice(0, BESIDE)].join(' AND ')})`
  })
  const n = await count(named)
  return n > 0 && n <= MOST * Math.min(rows, 2 * LOOKED)
}

/** The first rows and the last ones: halves of a table that has no others. */
function ends(rows: number): [string, string] {
  const each = Math.min(LOOKED, Math.ceil(rows / 2))
  return [`rowid < ${each}`, `rowid >= ${Math.max(each, rows - LOOKED)}`]
}

/** SQL: that a text begins with such a word or a longer one, at half the cost of `namesSum`. */
function beginsAsSum(value: string): string {
  return `regexp_matches(${value}, ${text(`^\\s*(?i:${SUM_WORD})`)})`
}

/** SQL: that a text begins as sums are named. */
export function namesSum(value: string): string {
  return `regexp_matches(${value}, ${text(`^\\s*(?i:${SUM_WORD})(?:[^\\pL\\pN]|$)`)})`
}

/** SQL: that a column holds nothing but a number, or nothing; no condition where its type says so. */
export function noWords({ name, type }: { name: string; type: string }): string[] {
  if (type === 'BOOLEAN') return [`${ident(name)} IS NULL`]
  return type === 'VARCHAR' ? [`coalesce(regexp_matches(${ident(name)}, ${NUMBER}), true)`] : []
}

/** Nothing that has a letter but those of currencies, and a digit; or nothing at all. */
const NUMBER = text('^\\s*$|^[^\\pL]*\\pN[^\\pL]*(?:EUR|USD|GBP|CHF)?\\s*$')
