import type { ColumnInfo, PivotMeasure } from '../../contract'
import { fail } from '../errors'
import { familyOf } from '../profile'
import { ident, unknownColumn } from '../sql'

/** A measure of a pivot table, compiled. */
export interface Measure {
  measure: PivotMeasure
  column: ColumnInfo | null
  /** SQL of what a row brings to the measure; null where it counts rows. */
  value: string | null
  /** SQL of the measure over `x`, what its rows bring; of a share, that of its part. */
  aggregate: (x: string) => string
  share: 'row' | 'column' | 'total' | null
}

const NUMERIC = new Set(['sum', 'mean', 'median'])

/** Compiles a measure on its column; one that its type cannot have is refused. */
export function compileMeasure(columns: readonly ColumnInfo[], measure: PivotMeasure): Measure {
  const { aggregate } = measure
  const share = SHARES[aggregate] ?? null
  const named = aggregate === 'count' ? undefined : measure.column
  if (named === undefined) {
    if (aggregate !== 'count' && !share) throw noColumn()
    return { measure, column: null, value: null, aggregate: () => 'count(*)', share }
  }
  const column = columns.find(({ name }) => name === named)
  if (!column) throw unknownColumn(named)
  const value = NUMERIC.has(aggregate) || share ? numberSql(column) : ident(column.name)
  return { measure, column, value, aggregate: AGGREGATES[share ? 'sum' : aggregate] ?? ((x) => `sum(${x})`), share }
}

const SHARES: Partial<Record<PivotMeasure['aggregate'], Measure['share']>> = {
  share_row: 'row',
  share_column: 'column',
  share_total: 'total'
}

const AGGREGATES: Partial<Record<PivotMeasure['aggregate'], (x: string) => string>> = {
  sum: (x) => `sum(${x})`,
  mean: (x) => `avg(${x})`,
  median: (x) => `median(${x})`,
  min: (x) => `min(${x})`,
  max: (x) => `max(${x})`,
  distinct: (x) => `count(DISTINCT ${x})`,
  missing: (x) => `count(*) - count(${x})`
}

/** A number for arithmetic: NaN and infinities count as missing, yes and no as 1 and 0. */
function numberSql({ name, type }: ColumnInfo): string {
  const family = familyOf(type)
  if (family === 'boolean') return `${ident(name)}::INTEGER`
  if (family !== 'number') throw notNumeric(name)
  if (type === 'BIGNUM') return `${ident(name)}::DOUBLE`
  return /^(FLOAT|DOUBLE)/i.test(type) ? `CASE WHEN isfinite(${ident(name)}) THEN ${ident(name)} END` : ident(name)
}

function noColumn(): Error {
  return fail('input', { fr: 'Choisissez la colonne à mesurer.', en: 'Choose the column to measure.' })
}

function notNumeric(name: string): Error {
  return fail(
    'input',
    { fr: `La colonne « ${name} » n’est pas numérique.`, en: `Column “${name}” is not numeric.` },
    {
      hint: {
        fr: 'Convertissez-la en nombre dans Préparer, ou comptez ses valeurs.',
        en: 'Convert it to a number in Prepare, or count its values.'
      }
    }
  )
}
