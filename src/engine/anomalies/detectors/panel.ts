import type { ColumnProfile } from '../../../contract'
import type { Row } from '../../db'
import { measureSql } from '../../profile'
import { ident, text } from '../../sql'
import { columnsWhere, type DetectorContext } from '../detector'
import { numberSql } from './number-sql'

/** Series of a panel, and values of the column that names them: slips among the names make more. */
const MOST_SERIES = 40
const MOST_NAMES = 100
/** Days of a series, at least and at most. */
const LEAST_DAYS = 60
const MOST_DAYS = 4000
/** Values read of a panel, at most: of a long one, fewer measures. */
const MOST_VALUES = 400_000
/** Columns tried as the names of series. */
const MOST_TRIED = 3
/** Share of the days of the series that hold one row alone, and of the rows that long series hold. */
const UNIQUE = 0.9
const HELD = 0.8
/** Share of the steps from one row of a series to the next that are of its usual length: days drawn by chance have no step. */
const STEADY = 0.4

/** A table with one row a day, or one for each of some names: readings of meters, figures of branches. */
export interface Panel {
  date: ColumnProfile
  /** SQL of the number, since 1970, of a row's day. */
  day: string
  /** Tells the series apart; null where the table is one series. */
  category: ColumnProfile | null
  measures: readonly ColumnProfile[]
  series: readonly PanelSeries[]
}

export interface PanelSeries {
  name: string | null
  /** Days with a row, in order. */
  days: readonly number[]
  /** Days from one row to the next, as a rule. */
  step: number
  /** By measure, the value of each of these days; null where there is none, or several that differ. */
  values: readonly (readonly (number | null)[])[]
}

/** Reads a table as a panel over one of its date columns; null where it is none. Only tables that may be one by their profile are read. */
export async function panelOf(
  context: DetectorContext,
  date: ColumnProfile,
  measures: readonly ColumnProfile[]
): Promise<Panel | null> {
  const n = date.numeric?.n ?? 0
  if (n < LEAST_DAYS || date.distinct > 1.2 * MOST_DAYS) return null
  const read = measures.slice(0, Math.max(1, Math.floor(MOST_VALUES / n)))
  for (const category of namesOf(context, date, n)) {
    const panel = await readPanel(context, { date, category, measures: read })
    if (panel) return panel
  }
  return null
}

/** Columns whose values may tell apart the rows of one day: none where days are all but unique. */
function namesOf(context: DetectorContext, date: ColumnProfile, n: number): (ColumnProfile | null)[] {
  if (n <= date.distinct / UNIQUE) return [null]
  return columnsWhere(
    context,
    ({ name, family, semantic, distinct }) =>
      name !== date.name &&
      (['category', 'name', 'identifier'].includes(semantic.kind) || family === 'text') &&
      distinct >= 2 &&
      distinct <= MOST_NAMES &&
      n <= (Math.min(distinct, MOST_SERIES) * date.distinct) / UNIQUE
  ).slice(0, MOST_TRIED)
}

async function readPanel(
  { table, rows: ask }: DetectorContext,
  { date, category, measures }: Pick<Panel, 'date' | 'category' | 'measures'>
): Promise<Panel | null> {
  const seconds = measureSql(ident(date.name), date.type, date.reading)
  const at = (p: number): number | undefined => date.numeric?.quantiles.find((one) => one.p === p)?.value
  const [low, high] = [at(0.01), at(0.99)]
  if (!seconds || low === undefined || high === undefined) return null
  // A code or a slip among the dates lies far beyond the others.
  const margin = 0.02 * (high - low)
  const [first, last] = [Math.floor((low - margin) / 86_400), Math.ceil((high + margin) / 86_400)]
  if (last - first > 1.2 * MOST_DAYS) return null
  const day = `floor(${seconds} / 86400)::BIGINT`
  const known = measures.map((column) => numberSql(column))
  const inner = [
    `${category ? `${ident(category.name)}::VARCHAR` : 'NULL'} AS name`,
    `${day} AS day`,
    ...known.map((sql, place) => `${sql} AS m${place}`)
  ]
  const outer = known.map(
    (_, place) => `CASE WHEN min(m${place}) = max(m${place}) THEN min(m${place}) END AS m${place}`
  )
  const rows = await ask<Row & { name: string | null; day: number; n: number }>(
    `SELECT name, day, count(*) AS n${outer.map((sql) => `, ${sql}`).join('')} FROM (SELECT ${inner.join(', ')} FROM ${table.sql}) WHERE day BETWEEN ${first} AND ${last}${category ? ' AND name IS NOT NULL' : ''} GROUP BY name, day ORDER BY name, day`
  )
  const alone = rows.filter(({ n }) => n === 1).length
  if (alone < UNIQUE * rows.length) return null
  const byName = new Map<string | null, typeof rows>()
  for (const row of rows) {
    const days = byName.get(row.name)
    if (days) days.push(row)
    else byName.set(row.name, [row])
  }
  const long = [...byName].filter(([, days]) => days.length >= LEAST_DAYS)
  const held = long.reduce((sum, [, days]) => sum + days.length, 0)
  if (!long.length || long.length > MOST_SERIES || held < HELD * rows.length) return null
  const steps = long.map(([, days]) => stepsOf(days.map((row) => row.day)))
  const usual = steps.reduce((sum, [first]) => sum + (first?.[1] ?? 0), 0)
  const all = steps.flat().reduce((sum, [, n]) => sum + n, 0)
  if (usual < STEADY * all) return null
  return {
    date,
    day,
    category,
    measures,
    series: long.map(([name, days], place) => ({
      name,
      days: days.map((row) => row.day),
      step: steps[place]?.[0]?.[0] ?? 1,
      values: known.map((_, place) =>
        days.map((row) => {
          const value = row[`m${place}`]
          return typeof value === 'number' && Number.isFinite(value) ? value : null
        })
      )
    }))
  }
}

/** The rows of one series that a predicate over days picks. */
export function inSeries({ category }: Panel, { name }: PanelSeries, picked: string): string {
  if (!category || name === null) return `(${picked})`
  return `(${ident(category.name)}::VARCHAR = ${text(name)} AND ${picked})`
}

/** How many days lie from one row of a series to the next, the commonest first, and how often. */
function stepsOf(days: readonly number[]): [days: number, n: number][] {
  const steps = new Map<number, number>()
  for (let place = 1; place < days.length; place++) {
    const step = (days[place] ?? 0) - (days[place - 1] ?? 0)
    steps.set(step, (steps.get(step) ?? 0) + 1)
  }
  return [...steps].sort((a, b) => b[1] - a[1])
}
