import type { ColumnInfo, LocalizedText } from '../../../contract'
import { ident, text } from '../../sql'
import { freeName } from '../free-name'
import { namesInWords, takenName } from './names'
import { isNumeric, isWhole } from './number-types'
import type { SpecOf, StepKind } from './kind'

type PivotSpec = SpecOf<'pivot'>

const MEASURES: Record<PivotSpec['measure'], LocalizedText> = {
  count: { fr: 'nombre', en: 'count' },
  sum: { fr: 'somme', en: 'sum' },
  mean: { fr: 'moyenne', en: 'mean' },
  min: { fr: 'minimum', en: 'least' },
  max: { fr: 'maximum', en: 'greatest' },
  first: { fr: 'première valeur', en: 'first value' }
}

/** A column for each named value of a column. Rows of other values make no column, and are told. */
export const pivot: StepKind<PivotSpec> = {
  rows: 'other',
  title({ rows, column, value, measure }) {
    const groups = namesInWords(rows)
    const of = value === null ? { fr: '', en: '' } : { fr: ` de « ${value} »`, en: ` of “${value}”` }
    const words = MEASURES[measure]
    return {
      fr: `Mettre « ${column} » en colonnes${rows.length ? ` par ${groups.fr}` : ''} : ${words.fr}${of.fr}`,
      en: `Spread “${column}” over columns${rows.length ? ` by ${groups.en}` : ''}: ${words.en}${of.en}`
    }
  },
  reads: ({ rows, column, value }) => [...rows, column, ...(value === null ? [] : [value])],
  misfit(spec, columns) {
    const type = typeOf(columns, spec.value)
    if (spec.value === null && spec.measure !== 'count')
      return { fr: 'La colonne à mesurer n’est pas nommée.', en: 'The column to measure is not named.' }
    if ((spec.measure === 'sum' || spec.measure === 'mean') && !isNumeric(type))
      return {
        fr: `« ${spec.value ?? ''} » ne contient pas des nombres : elle n’a ni somme ni moyenne.`,
        en: `“${spec.value ?? ''}” does not hold numbers: it has no sum and no mean.`
      }
    return takenName(
      spec.values.map(({ as }) => as),
      kept(spec, columns)
    )
  },
  after: (spec, columns) => [
    ...kept(spec, columns),
    ...spec.values.map(({ as }) => ({ name: as, type: measureType(spec, columns) }))
  ],
  sql(spec, from, columns) {
    const place = ident(freeName('~place', columns))
    const groups = spec.rows.map(ident)
    const type = measureType(spec, columns)
    const cells = spec.values.map(
      ({ value, as }) =>
        `CAST(${measureSql(spec, place)} FILTER (WHERE CAST(${ident(spec.column)} AS VARCHAR) = ${text(value)}) AS ${type}) AS ${ident(as)}`
    )
    const numbered = `(SELECT *, row_number() OVER () AS ${place} FROM ${from})`
    const grouped = groups.length ? ` GROUP BY ${groups.join(', ')} ORDER BY min(${place})` : ''
    return `SELECT ${[...groups, ...cells].join(', ')} FROM ${numbered}${grouped}`
  },
  unnamed({ column, values }) {
    const named = values.map(({ value }) => text(value)).join(', ')
    return {
      where: `coalesce(CAST(${ident(column)} AS VARCHAR) NOT IN (${named}), true)`,
      words: (n) => ({
        fr: `${n.toLocaleString('fr-FR')} ${n < 2 ? 'ligne n’a' : 'lignes n’ont'} pas de colonne pour sa valeur de « ${column} »`,
        en: `${n.toLocaleString('en-GB')} ${n === 1 ? 'row has' : 'rows have'} no column for the value of “${column}”`
      })
    }
  }
}

function kept({ rows }: PivotSpec, columns: readonly ColumnInfo[]): ColumnInfo[] {
  return rows.map((name) => ({ name, type: typeOf(columns, name) }))
}

function typeOf(columns: readonly ColumnInfo[], wanted: string | null): string {
  return columns.find(({ name }) => name === wanted)?.type ?? 'VARCHAR'
}

function measureType({ measure, value }: PivotSpec, columns: readonly ColumnInfo[]): string {
  const type = typeOf(columns, value)
  if (measure === 'count') return 'BIGINT'
  if (measure === 'mean') return 'DOUBLE'
  if (measure !== 'sum') return type
  if (isWhole(type)) return 'HUGEINT'
  return type.startsWith('DECIMAL') ? type.replace(/^DECIMAL\(\d+/, 'DECIMAL(38') : 'DOUBLE'
}

/** In the order of the rows: sums of doubles then come out the same each time. */
function measureSql({ measure, value }: PivotSpec, place: string): string {
  if (measure === 'count') return value === null ? 'count(*)' : `count(${ident(value)})`
  const cell = ident(value ?? '')
  if (measure === 'min' || measure === 'max') return `${measure}(${cell})`
  if (measure === 'first') return `any_value(${cell} ORDER BY ${place})`
  return `${measure === 'mean' ? 'avg' : 'sum'}(${cell} ORDER BY ${place})`
}
