import type { Evidence, PivotCell, PivotKey, PivotSpec } from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { filterInWords, placedList } from '../sql'
import { topSql, where } from './compile'
import { inGroup, type Field } from './fields'
import type { Measure } from './measures'
import { preparePivot, type Prepared } from './prepare'
import { cellInWords, measureInWords } from './words'

/** The figure of one cell, computed by a query of its own over the rows of the cell, and these rows. */
export async function pivotEvidence(
  project: Project,
  spec: PivotSpec,
  cell: PivotCell,
  signal?: AbortSignal
): Promise<Evidence> {
  const prepared = await preparePivot(project, spec, signal)
  const measure = prepared.measures[cell.measure]
  if (!measure || cell.rows.length > prepared.rows.length || cell.columns.length > prepared.columns.length)
    throw noCell()
  const inRows = keysSql(prepared, 'r', prepared.rows, cell.rows, prepared.most.rows)
  const inColumns = keysSql(prepared, 'c', prepared.columns, cell.columns, prepared.most.columns)
  const all = conjunction([prepared.predicate, ...inRows, ...inColumns])
  const [counted] = await project.rows<{ n: number }>(`SELECT count(*) AS n FROM ${prepared.from}${where(all)}`, {
    signal
  })
  const title = measureInWords(measure)
  const place = cellInWords(prepared, cell)
  const used = [...prepared.rows, ...prepared.columns].map(({ column }) => column.name)
  return {
    title: place.fr ? { fr: `${title.fr}, ${place.fr}`, en: `${title.en}, ${place.en}` } : title,
    definition: {
      fr: `Case d’un tableau croisé : ${title.fr}${place.fr ? ` où ${place.fr}` : ', toutes lignes ensemble'}.`,
      en: `Cell of a pivot table: ${title.en}${place.en ? ` where ${place.en}` : ', all rows together'}.`
    },
    n: counted?.n ?? 0,
    filter: filterInWords(spec.filter),
    ...(spec.filter?.all.length ? { applied: spec.filter } : {}),
    sql: figureSql(prepared, measure, inRows, inColumns),
    rowsSql: `SELECT ${placedList(prepared.table.columns)}\nFROM ${prepared.from}${where(all)}`,
    table: prepared.table.ref,
    columns: [...new Set([...(measure.column ? [measure.column.name] : []), ...used])]
  }
}

function figureSql(
  { from, predicate }: Prepared,
  { measure, value, aggregate, share }: Measure,
  inRows: readonly string[],
  inColumns: readonly string[]
): string {
  if (!share) {
    const rows = where(conjunction([predicate, ...inRows, ...inColumns]))
    if (value === null) return `SELECT count(*) AS n\nFROM ${from}${rows}`
    const more = measure.aggregate === 'mean' ? ', avg(x) AS mean, stddev_samp(x) AS sd' : ''
    const n = measure.aggregate === 'missing' ? 'count(*)' : 'count(x)'
    return `SELECT ${aggregate('x')} AS value, ${n} AS n${more}\nFROM (SELECT ${value} AS x FROM ${from}${rows})`
  }
  const whole = share === 'row' ? inRows : share === 'column' ? inColumns : []
  const part = conjunction([...(share === 'row' ? [] : inRows), ...(share === 'column' ? [] : inColumns)])
  const rows = where(conjunction([predicate, ...whole]))
  const inner = `FROM (SELECT ${value ?? '1'} AS x, (${part}) AS inside FROM ${from}${rows})`
  return value === null
    ? `SELECT count(*) FILTER (WHERE inside) / nullif(count(*), 0) AS value, count(*) AS n, count(*) FILTER (WHERE inside) AS successes\n${inner}`
    : `SELECT sum(x) FILTER (WHERE inside)::DOUBLE / nullif(sum(x), 0)::DOUBLE AS value, count(x) AS n\n${inner}`
}

/** The conditions of a cell on one axis. */
function keysSql(
  { from, predicate }: Prepared,
  axis: 'r' | 'c',
  fields: readonly Field[],
  keys: readonly PivotKey[],
  most: number | null
): string[] {
  return keys.map((key, at) => {
    const field = fields[at]
    if (!field) throw noCell()
    if (!('others' in key)) return inGroup(field, key.value)
    const base = `SELECT ${fields.map(({ sql }, place) => `${sql} AS ${axis}${place + 1}`).join(', ')} FROM ${from}${where(predicate)}`
    const top = `WITH base AS (${base}) ${topSql(axis, fields.length, most ?? 0)}`
    // Named so that no column of the table is taken for them.
    const shown = `SELECT ${fields.map((_, place) => `${axis}${place + 1} AS "~${axis}${place + 1}"`).join(', ')} FROM (${top})`
    const same = fields.slice(0, at + 1).map(({ sql }, place) => `"~${axis}${place + 1}" IS NOT DISTINCT FROM (${sql})`)
    return `NOT EXISTS (SELECT 1 FROM (${shown}) WHERE ${same.join(' AND ')})`
  })
}

function conjunction(parts: readonly string[]): string {
  return parts.filter((part) => part !== 'true').join(' AND ') || 'true'
}

function noCell(): Error {
  return fail('input', {
    fr: 'Cette case n’est pas dans le tableau croisé.',
    en: 'This cell is not in the pivot table.'
  })
}
