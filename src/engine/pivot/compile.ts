import type { Field } from './fields'
import type { Measure } from './measures'

/** What a pivot table is compiled on; pure. */
export interface Compiled {
  /** Quoted name for `FROM`. */
  from: string
  /** The filter of its rows. */
  predicate: string
  rows: readonly Field[]
  columns: readonly Field[]
  measures: readonly Measure[]
  /** Combinations shown apart where there are more; null where all are. */
  most: { rows: number | null; columns: number | null }
}

/**
 * The one query of a pivot table. Each total is computed from its rows by GROUPING SETS, never from other cells. Where
 * an axis has too many combinations, those of most rows stand apart, with what holds them; at each level the rest of a group stands
 * together as its others.
 */
export function compilePivot(pivot: Compiled): string {
  const rows = axisOf('r', pivot.rows, pivot.most.rows)
  const columns = axisOf('c', pivot.columns, pivot.most.columns)
  const sets = rows.sets.flatMap((row) => columns.sets.map((column) => `(${[...row, ...column].join(', ')})`))
  const values = pivot.measures.flatMap(({ value }, at) => (value === null ? [] : [`${value} AS x${at + 1}`]))
  const fields = [...rows.fields, ...columns.fields, ...values]
  const ctes = [
    `base AS (\n  SELECT ${fields.join(', ')}\n  FROM ${pivot.from}${where(pivot.predicate)}\n)`,
    ...rows.ctes,
    ...columns.ctes,
    ...(rows.ctes.length || columns.ctes.length
      ? [
          `placed AS (\n  SELECT ${[...rows.placed, ...columns.placed, ...pivot.measures.flatMap(({ value }, at) => (value === null ? [] : [`x${at + 1}`]))].join(', ')}\n  FROM base${rows.joins}${columns.joins}\n)`
        ]
      : []),
    `cells AS (
  SELECT ${[...rows.keys, ...columns.keys, `${rows.level} AS gr`, `${columns.level} AS gc`, `${rows.others} AS ro`, `${columns.others} AS co`, 'count(*) AS n', ...pivot.measures.flatMap(measureColumns)].join(', ')}
  FROM ${rows.ctes.length || columns.ctes.length ? 'placed' : 'base'}
  GROUP BY GROUPING SETS (${sets.join(', ')})
)`
  ]
  const told = [
    'gr, gc',
    ...[...rows.keys, ...columns.keys].map((key) => `${key}::VARCHAR AS ${key}`),
    'ro, co, n',
    ...pivot.measures.flatMap((measure, at) => [
      `${shareOf(measure, at, rows.keys, columns.keys)} AS m${at + 1}`,
      ...(measure.value === null ? [] : [`v${at + 1}`])
    ])
  ]
  const order = [...rows.keys, ...columns.keys].map((key) => `cells.${key} NULLS LAST`)
  return `WITH ${ctes.join(',\n')}
SELECT ${told.join(', ')}
FROM cells
WHERE (ro = 0 OR gr = ${pivot.rows.length}) AND (co = 0 OR gc = ${pivot.columns.length})
ORDER BY ${['gr', 'gc', 'ro', 'co', ...order].join(', ')}`
}

/** The combinations of an axis that stand apart. */
export function topSql(axis: string, fields: number, most: number): string {
  const keys = numbered(axis, fields)
  return `SELECT ${keys.join(', ')} FROM base GROUP BY ${keys.join(', ')} ORDER BY count(*) DESC, ${keys.map((key) => `${key} NULLS LAST`).join(', ')} LIMIT ${most}`
}

export function where(predicate: string): string {
  return predicate === 'true' ? '' : `\n  WHERE ${predicate}`
}

interface Axis {
  fields: string[]
  ctes: string[]
  placed: string[]
  joins: string
  keys: string[]
  sets: string[][]
  level: string
  others: string
}

function axisOf(axis: string, fields: readonly Field[], most: number | null): Axis {
  const keys = numbered(axis, fields.length)
  const named = fields.map(({ sql }, at) => `${sql} AS ${axis}${at + 1}`)
  const prefixes = [...keys.keys(), keys.length].map((length) => keys.slice(0, length))
  if (most === null)
    return {
      fields: named,
      ctes: [],
      placed: keys,
      joins: '',
      keys,
      sets: prefixes,
      level: keys.map((key) => `1 - grouping(${key})`).join(' + ') || '0',
      others: '0'
    }
  const levels = keys.map((_, at) => at + 1)
  const top = `top_${axis}`
  const shown = (level: number): string => `shown_${axis}${level}`
  const level = `CASE ${levels.map((at) => `WHEN ${shown(at)}.apart IS NULL THEN ${at}`).join(' ')} ELSE 0 END`
  return {
    fields: named,
    ctes: [
      `${top} AS (${topSql(axis, fields.length, most)})`,
      ...levels.map(
        (at) => `${shown(at)} AS (SELECT DISTINCT ${keys.slice(0, at).join(', ')}, true AS apart FROM ${top})`
      )
    ],
    // A key below the level where others begin is theirs no more.
    placed: [
      ...levels.map((at) => `CASE WHEN ${level} = 0 OR ${level} > ${at} THEN base.${axis}${at} END AS ${axis}${at}`),
      ...levels.map((at) => `CASE WHEN ${level} <= ${at} THEN ${level} ELSE 0 END AS o${axis}${at}`)
    ],
    joins: levels
      .map((at) => {
        const same = keys.slice(0, at).map((key) => `base.${key} IS NOT DISTINCT FROM ${shown(at)}.${key}`)
        return `\n  LEFT JOIN ${shown(at)} ON ${same.join(' AND ')}`
      })
      .join(''),
    keys,
    sets: prefixes.map((prefix) => (prefix.length ? [...prefix, `o${axis}${prefix.length}`] : [])),
    level: levels.map((at) => `${at} * (1 - grouping(o${axis}${at}))`).join(' + '),
    others: `coalesce(${[...levels.map((at) => `o${axis}${at}`), '0'].join(', ')})`
  }
}

function measureColumns({ value, aggregate }: Measure, at: number): string[] {
  const x = `x${at + 1}`
  return [`${aggregate(x)} AS m${at + 1}`, ...(value === null ? [] : [`count(${x}) AS v${at + 1}`])]
}

/** A share is of the total of its row, of its column, or of all: cells of the same grouping. */
function shareOf({ share }: Measure, at: number, rows: readonly string[], columns: readonly string[]): string {
  const part = `m${at + 1}`
  if (!share) return part
  const [total, ...within] =
    share === 'row'
      ? ['gc = 0', 'gr', 'ro', ...rows]
      : share === 'column'
        ? ['gr = 0', 'gc', 'co', ...columns]
        : ['gr = 0 AND gc = 0']
  const over = within.length ? `PARTITION BY ${within.join(', ')}` : ''
  return `${part}::DOUBLE / nullif(max(${part}) FILTER (WHERE ${total}) OVER (${over}), 0)::DOUBLE`
}

function numbered(axis: string, fields: number): string[] {
  return Array.from({ length: fields }, (_, at) => `${axis}${at + 1}`)
}
