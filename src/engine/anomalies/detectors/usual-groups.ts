import type { ColumnProfile } from '../../../contract'
import type { Row } from '../../db'
import { ident, text } from '../../sql'
import { columnsWhere, type DetectorContext } from '../detector'
import { numberSql } from './number-sql'

/** Rows of a group from which its quartiles say something, groups of one column, and columns asked. */
const LEAST = 20
const MOST_GROUPS = 60
const MOST_COLUMNS = 8
/** Part of the spread of all values that groups must leave within themselves at most, and share of the rows that they must hold. */
const NARROWED = 0.7
const HELD = 0.8
/** Groups of another column are better where they leave this much less. */
const BETTER = 0.95

export interface Quartiles {
  q1: number
  median: number
  q3: number
}

/** The rows of a table by the column that narrows a measure most, each group with its quartiles; all rows as one where none does. */
export interface UsualGroups {
  by: ColumnProfile | null
  quartiles: ReadonlyMap<string, Quartiles>
}

/** The groups of each measure, by the rows looked at first; values of a few rows, misspelt ones among them, make none. */
export async function usualGroups(
  context: DetectorContext,
  measures: readonly ColumnProfile[]
): Promise<Map<ColumnProfile, UsualGroups>> {
  const { sql, rows } = await context.sample()
  const found = new Map<ColumnProfile, UsualGroups & { left: number }>()
  const ask = (by: ColumnProfile | null): Promise<Row[]> => {
    const terms = measures.map((column, at) => `quantile_cont(${numberSql(column)}, [0.1, 0.25, 0.5, 0.75, 0.9]) AS q${at}, count(${numberSql(column)}) AS n${at}`) // prettier-ignore
    const value = by ? `${ident(by.name)}::VARCHAR` : `''`
    return context.rows<Row>(
      `SELECT ${value} AS name, ${terms.join(', ')} FROM ${sql} WHERE ${value} IS NOT NULL GROUP BY ALL HAVING count(*) >= ${LEAST} ORDER BY count(*) DESC, name LIMIT ${MOST_GROUPS + 1}`
    )
  }
  const take = (by: ColumnProfile | null, seen: readonly Row[]): void => {
    for (const [at, measure] of measures.entries()) {
      let [held, inside] = [0, 0]
      const quartiles = new Map<string, Quartiles>()
      for (const row of seen) {
        const [q10, q1, median, q3, q90] = (row[`q${at}`] as number[] | null) ?? []
        const n = Number(row[`n${at}`])
        if (
          !(n >= LEAST) ||
          q10 === undefined ||
          q1 === undefined ||
          median === undefined ||
          q3 === undefined ||
          q90 === undefined ||
          !(q3 > q1)
        )
          continue
        quartiles.set(String(row.name), { q1, median, q3 })
        held += n
        inside += n * (q90 - q10)
      }
      const known = found.get(measure)
      if (!quartiles.size || (by && held < HELD * rows * ((measure.numeric?.n ?? 0) / measure.rows))) continue
      const left = inside / held
      if (by && known && left > (known.by ? BETTER : NARROWED) * known.left) continue
      found.set(measure, { by, quartiles, left })
    }
  }
  take(null, await ask(null))
  const columns = columnsWhere(
    context,
    ({ semantic, family, distinct }) =>
      family === 'text' && ['category', 'name', 'identifier'].includes(semantic.kind) && distinct >= 2 && distinct * LEAST <= 2 * rows // prettier-ignore
  )
  for (const column of columns.slice(0, MOST_COLUMNS)) {
    const seen = await ask(column)
    if (seen.length >= 2 && seen.length <= MOST_GROUPS) take(column, seen)
  }
  return found
}

/** SQL of a number of each group, that of the row's own; NULL where it is of none. */
export function ofGroupSql({ by, quartiles }: UsualGroups, of: (quartiles: Quartiles) => number): string {
  if (!by) return [...quartiles.values()].map((one) => `${of(one)}::DOUBLE`)[0] ?? 'NULL::DOUBLE'
  const whens = [...quartiles].map(([name, one]) => `WHEN ${text(name)} THEN ${of(one)}`)
  return `(CASE ${ident(by.name)}::VARCHAR ${whens.join(' ')} END)::DOUBLE`
}
