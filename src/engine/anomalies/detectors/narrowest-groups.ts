import type { ColumnProfile } from '../../../contract'
import type { Row } from '../../db'
import { ident } from '../../sql'
import { columnsWhere, type DetectorContext } from '../detector'
import { onceASearch } from '../once-a-search'
import { numberSql } from './number-sql'

/** Rows of a group from which its quartiles say something, and groups of one column. */
export const LEAST = 30
const MOST_GROUPS = 60
const MOST_CATEGORIES = 6
/** Share of the rows that large groups must hold where values are many, and rows a value that there must be at least. */
const IN_LARGE = 0.85
const ROWS_A_VALUE = 10
/** Values, slips of writing among them, of a column whose large groups are worth counting. */
const MOST_VALUES = 1_000
const MOST_MEASURES = 8
/** Rows that the quantiles of groups are taken from. */
export const MOST_ROWS = 100_000
/** Share of zeros up to which they are set aside, to look at the others on the logarithmic scale. */
const FEW_ZEROS = 0.05
const STEPS = 100
export const SHARES = Array.from({ length: STEPS + 1 }, (_, at) => at / STEPS).join(', ')

/** A value of a category with the quantiles of a measure in its rows, `STEPS` of equal share from the least to the greatest. */
export interface GroupQuantiles {
  name: string
  n: number
  quantiles: readonly number[]
}

/** What one category makes of a measure: its groups, and the share of the spread of all values that is left inside them. */
export interface Grouped {
  measure: ColumnProfile
  category: ColumnProfile
  groups: GroupQuantiles[]
  narrowed: number
}

/** Columns of numbers whose far values are looked for. */
export function measuresOf(context: DetectorContext): ColumnProfile[] {
  return columnsWhere(
    context,
    ({ semantic, numeric, distinct }) =>
      ['measure', 'money', 'duration', 'count', 'percent', 'age'].includes(semantic.kind) &&
      (numeric?.n ?? 0) >= 4 * LEAST &&
      distinct >= 15
  ).slice(0, MOST_MEASURES)
}

/** Of each measure, the category that leaves least of its spread inside the groups; counted once a search. */
export const narrowestGroups = onceASearch(async (context: DetectorContext): Promise<Map<ColumnProfile, Grouped>> => {
  const measures = measuresOf(context)
  const best = new Map<ColumnProfile, Grouped>()
  for (const category of measures.length ? await categoriesOf(context) : [])
    for (const grouped of await groupsOf(context, category, measures))
      if (grouped.narrowed < (best.get(grouped.measure)?.narrowed ?? Infinity)) best.set(grouped.measure, grouped)
  return best
})

/** Columns of few values with many rows each; of others, slips of writing say nothing, which make many values of one or two rows. */
async function categoriesOf(context: DetectorContext): Promise<ColumnProfile[]> {
  const { table, rows: ask } = context
  const texts = columnsWhere(
    context,
    ({ semantic, family, distinct }) =>
      family === 'text' &&
      ['category', 'name'].includes(semantic.kind) &&
      distinct >= 2 &&
      distinct <= MOST_VALUES &&
      distinct * ROWS_A_VALUE <= table.rows
  )
  const found: ColumnProfile[] = []
  for (const column of texts) {
    if (found.length === MOST_CATEGORIES) break
    const isPlain = column.distinct <= MOST_GROUPS && column.distinct * LEAST <= 2 * table.rows
    if (isPlain || (await isMostlyLarge(ask, table, column))) found.push(column)
  }
  return found
}

async function isMostlyLarge(
  ask: DetectorContext['rows'],
  table: DetectorContext['table'],
  column: ColumnProfile
): Promise<boolean> {
  const [seen] = await ask<{ groups: number; held: number; n: number }>(
    `SELECT count(*) FILTER (of >= ${LEAST}) AS groups, coalesce(sum(of) FILTER (of >= ${LEAST}), 0)::BIGINT AS held, coalesce(sum(of), 0)::BIGINT AS n FROM (SELECT count(*) AS of FROM ${table.sql} WHERE ${ident(column.name)} IS NOT NULL GROUP BY ${ident(column.name)})`
  )
  return !!seen && seen.groups >= 2 && seen.groups <= MOST_GROUPS && seen.held >= IN_LARGE * seen.n
}

/** The groups that one category makes of each measure, and the share of the spread that is left inside them. */
async function groupsOf(
  { table, rows: ask }: DetectorContext,
  category: ColumnProfile,
  measures: readonly ColumnProfile[]
): Promise<Grouped[]> {
  const every = Math.max(1, Math.ceil(table.rows / MOST_ROWS))
  const terms = measures.map((column, at) => {
    const measure = measureOf(column)
    return `quantile_cont(${measure}, [${SHARES}]) AS q${at}, count(${measure}) AS n${at}, approx_count_distinct(${measure}) AS d${at}`
  })
  const rows = await ask<Row>(
    `SELECT ${ident(category.name)}::VARCHAR AS name, ${terms.join(', ')} FROM ${table.sql} WHERE ${ident(category.name)} IS NOT NULL${every > 1 ? ` AND rowid % ${every} = 0` : ''} GROUP BY ALL HAVING count(*) >= ${LEAST}`
  )
  return measures.map((measure, at) => {
    const spread = rangeOf(measure.numeric?.quantiles.map(({ p, value }) => ({ p, value })) ?? [])
    let [inside, counted] = [0, 0]
    const groups = rows.flatMap((row): GroupQuantiles[] => {
      const quantiles = (row[`q${at}`] as number[] | null) ?? []
      const [n, distinct] = [Number(row[`n${at}`]), Number(row[`d${at}`])]
      if (n < LEAST || distinct < 8) return []
      inside += n * ((quantiles[75] ?? 0) - (quantiles[25] ?? 0))
      counted += n
      return [{ name: String(row.name), n: n * every, quantiles }]
    })
    return { measure, category, groups, narrowed: counted && spread ? inside / counted / spread : Infinity }
  })
}

function rangeOf(quantiles: readonly { p: number; value: number }[]): number {
  const at = (p: number): number => quantiles.find((one) => one.p === p)?.value ?? NaN
  return at(0.75) - at(0.25)
}

/** The numbers of a column, without codes, nor few zeros among positive ones. */
export function measureOf(column: ColumnProfile): string {
  const facts = column.numeric
  const isZeroAside = facts && facts.zeros > 0 && !facts.negatives && facts.zeros <= FEW_ZEROS * facts.n
  return numberSql(column, (measure) => (isZeroAside ? `nullif(${measure}, 0)` : measure))
}
