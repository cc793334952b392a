import type { Join } from '../../contract'
import type { Project } from '../project'
import { ident } from '../sql'
import type { Table } from '../tables'
import type { ColumnLook } from './look'
import { isDate, isNumber } from './score-sql'

interface Looked {
  table: Table
  looks: readonly ColumnLook[]
}

const SAMPLE = 2_000

/**
 * The key that joins a table of answers to another: a column there that nearly identifies its rows, and a column here
 * whose values are found in it. Numbers fall into each other's ranges by chance, so they must also bear the same name.
 */
export async function findJoin(
  project: Project,
  answers: Looked,
  other: Looked,
  signal?: AbortSignal
): Promise<{ via: Join; matched: number } | null> {
  const keys = other.looks.filter((look) => look.present > 1 && look.distinct >= 0.8 * look.present && isKey(look))
  let best: { via: Join; matched: number; rank: number } | null = null
  for (const key of keys) {
    for (const foreign of answers.looks.filter((look) => isKey(look) && look.distinct > 1)) {
      const sameName = simple(foreign.column.name) === simple(key.column.name)
      if (!sameName && (digits(foreign) || digits(key))) continue
      const matched = await matchedShare(project, answers.table, foreign, other.table, key, signal)
      if (matched < (sameName ? 0.3 : 0.6)) continue
      const rank = matched + (sameName ? 1 : 0)
      if (best && best.rank >= rank) continue
      const via = { table: other.table.ref, key: key.column.name, foreignKey: foreign.column.name }
      best = { via, matched, rank }
    }
  }
  return best && { via: best.via, matched: best.matched }
}

/** The share of a fixed sample of answers whose value is a value of the key. */
async function matchedShare(
  project: Project,
  answers: Table,
  foreign: ColumnLook,
  other: Table,
  key: ColumnLook,
  signal?: AbortSignal
): Promise<number> {
  const rows = await project.rows<{ share: number | null }>(
    matchSql(answers.sql, foreign.column.name, other.sql, key.column.name),
    { signal }
  )
  return rows[0]?.share ?? 0
}

/** The query of `matchedShare`. */
export function matchSql(answers: string, foreign: string, other: string, key: string): string {
  return `WITH sampled AS (
  SELECT t.${ident(foreign)}::VARCHAR AS value FROM ${answers} AS t
  WHERE t.${ident(foreign)} IS NOT NULL USING SAMPLE reservoir(${SAMPLE} ROWS) REPEATABLE (7)
)
SELECT avg((value IN (SELECT j.${ident(key)}::VARCHAR FROM ${other} AS j WHERE j.${ident(key)} IS NOT NULL))::INTEGER)::DOUBLE AS share
FROM sampled`
}

function isKey({ column, averageLength }: ColumnLook): boolean {
  return (
    !isDate(column.type) &&
    column.type !== 'BOOLEAN' &&
    !/^(FLOAT|DOUBLE|DECIMAL)/.test(column.type) &&
    averageLength <= 64
  )
}

function digits({ column, numbers, present }: ColumnLook): boolean {
  return isNumber(column.type) || numbers > 0.5 * present
}

function simple(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}
