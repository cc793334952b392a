import { SUM_WORD } from '../import'
import type { Project } from '../project'
import { ident, text } from '../sql'
import { rawColumns } from './stack'

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
  rows: number,
  signal: AbortSignal
): Promise<boolean> {
  const columns = await rawColumns(project, table)
  const naming = columns.slice(0, NAMING).filter(({ type }) => type === 'VARCHAR')
  if (!naming.length || columns.length < 2) return false
  const named = naming.map(({ name }) => {
    const behind = columns
      .slice(columns.findIndex((column) => column.name === name) + 1)
      .filter(mayHoldWords)
      .slice(0, BESIDE)
    const numbers = behind.map((column) => `coalesce(regexp_matches(${ident(column.name)}::VARCHAR, ${NUMBER}), true)`)
    const says = `regexp_matches(${ident(name)}, ${text(`^\\s*(?i:${SUM_WORD})(?:[^\\pL\\pN]|$)`)})`
    return `coalesce(${[says, ...numbers].join(' AND ')}, false)`
  })
  const [counted] = await project.rows<{ n: number; rows: number }>(
    `SELECT count(*) FILTER (${named.join(' OR ')}) AS n, count(*) AS rows FROM raw.${ident(table)} WHERE ${ends(rows)}`,
    { signal }
  )
  return Boolean(counted?.n) && (counted?.n ?? 0) <= MOST * (counted?.rows ?? 0)
}

/** Nothing that has a letter but those of currencies, and a digit; or nothing at all. */
const NUMBER = text('^\\s*$|^[^\\pL]*\\pN[^\\pL]*(?:EUR|USD|GBP|CHF)?\\s*$')

function ends(rows: number): string {
  return rows > 2 * LOOKED ? `rowid < ${LOOKED} OR rowid >= ${rows - LOOKED}` : 'true'
}

function mayHoldWords({ type }: { type: string }): boolean {
  return !/INT|DECIMAL|DOUBLE|FLOAT/.test(type)
}
