import type { Join } from '../../contract'
import type { Project } from '../project'
import { ident, text } from '../sql'
import type { Table } from '../tables'
import type { ColumnLook } from './look'
import { isDate, isNumber } from './score-sql'

/** A table with the look at its columns. */
export interface Looked {
  table: Table
  looks: readonly ColumnLook[]
}

/** A column of answers that may point to another table, with some of its values. */
export interface ForeignColumn {
  look: ColumnLook
  values: readonly string[]
}

const TRIED_ROWS = 200
const TRIED_VALUES = 30
const MATCHED_ROWS = 2_000

/** The columns of a table that may point elsewhere, with some values of each: asked once for all other tables. */
export async function foreignColumns(
  project: Project,
  { table, looks }: Looked,
  signal?: AbortSignal
): Promise<ForeignColumn[]> {
  const possible = looks.filter((look) => isKey(look) && look.distinct > 1)
  if (!possible.length) return []
  const lists = possible.map(
    ({ column }, index) => `list(DISTINCT t.${ident(column.name)}::VARCHAR)[1:${TRIED_VALUES}] AS v${index}`
  )
  const rows = await project.rows<Record<string, (string | null)[] | null>>(
    `SELECT ${lists.join(', ')} FROM (SELECT * FROM ${table.sql} USING SAMPLE reservoir(${TRIED_ROWS} ROWS) REPEATABLE (7)) AS t`,
    { signal }
  )
  return possible.map((look, index) => ({
    look,
    values: (rows[0]?.[`v${index}`] ?? []).filter((value) => value !== null)
  }))
}

/**
 * The key that joins a table of answers to another: a column there that nearly identifies its rows, and a column here
 * whose values are found in it. Numbers fall into each other's ranges by chance, so they must also bear the same name.
 */
export async function findJoin(
  project: Project,
  answers: Looked,
  foreigns: readonly ForeignColumn[],
  other: Looked,
  signal?: AbortSignal
): Promise<{ via: Join; matched: number } | null> {
  const keys = other.looks.filter((look) => look.present > 1 && look.distinct >= 0.8 * look.present && isKey(look))
  const pairs = keys.flatMap((key) =>
    foreigns.flatMap((foreign) => {
      const sameName = simple(foreign.look.column.name) === simple(key.column.name)
      const byChance = !sameName && (digits(foreign.look) || digits(key))
      return byChance || !foreign.values.length ? [] : [{ key, foreign, sameName }]
    })
  )
  if (!pairs.length) return null
  const found = await project.rows<Record<string, number>>(triedSql(other.table.sql, pairs), { signal })
  const ranked = pairs
    .map((pair, index) => ({ ...pair, share: (found[0]?.[`p${index}`] ?? 0) / pair.foreign.values.length }))
    .filter(({ share, sameName }) => share >= (sameName ? 0.3 : 0.6))
    .sort((a, b) => b.share + Number(b.sameName) - (a.share + Number(a.sameName)))
  const [best] = ranked
  if (!best) return null
  const via = { table: other.table.ref, key: best.key.column.name, foreignKey: best.foreign.look.column.name }
  const matched = await project.rows<{ share: number | null }>(
    matchSql(answers.table.sql, via.foreignKey, other.table.sql, via.key),
    { signal }
  )
  return { via, matched: matched[0]?.share ?? 0 }
}

/** How many of the tried values of each pair's foreign column are values of its key, all pairs in one pass. */
export function triedSql(other: string, pairs: readonly { key: ColumnLook; foreign: ForeignColumn }[]): string {
  const counts = pairs.map(({ key, foreign }, index) => {
    const cell = `j.${ident(key.column.name)}::VARCHAR`
    return `count(DISTINCT ${cell}) FILTER (${cell} IN (${foreign.values.map(text).join(', ')})) AS p${index}`
  })
  return `SELECT ${counts.join(',\n  ')}\nFROM ${other} AS j`
}

/** The share of a fixed sample of answers whose value is a value of the key. */
export function matchSql(answers: string, foreign: string, other: string, key: string): string {
  return `WITH sampled AS (
  SELECT t.${ident(foreign)}::VARCHAR AS value FROM ${answers} AS t
  WHERE t.${ident(foreign)} IS NOT NULL USING SAMPLE reservoir(${MATCHED_ROWS} ROWS) REPEATABLE (7)
)
SELECT avg((value IN (SELECT j.${ident(key)}::VARCHAR FROM ${other} AS j WHERE j.${ident(key)} IS NOT NULL))::INTEGER)::DOUBLE AS share
FROM sampled`
}

function isKey({ column, averageLength, dates, present }: ColumnLook): boolean {
  if (isDate(column.type) || column.type === 'BOOLEAN' || dates > 0.5 * present) return false
  return !/^(FLOAT|DOUBLE|DECIMAL)/.test(column.type) && averageLength <= 64
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
