import type { ColumnInfo } from '../../../contract'
import { ident, text } from '../../sql'
import { asText } from './as-text'
import { commonType } from './common-type'
import { namesInWords, takenName } from './names'
import type { SpecOf, StepKind } from './kind'

type UnpivotSpec = SpecOf<'unpivot'>

/** A row for each of some columns. */
export const unpivot: StepKind<UnpivotSpec> = {
  rows: 'other',
  title({ columns, name, value }) {
    const words = namesInWords(columns)
    return {
      fr: `Mettre ${words.fr} en lignes : « ${name} » et « ${value} »`,
      en: `Turn ${words.en} into rows: “${name}” and “${value}”`
    }
  },
  reads: ({ columns }) => columns,
  misfit: (spec, columns) => takenName([spec.name, spec.value], kept(spec, columns)),
  after: (spec, columns) => [
    ...kept(spec, columns),
    { name: spec.name, type: 'VARCHAR' },
    { name: spec.value, type: valueType(spec, columns) }
  ],
  sql(spec, from, columns) {
    const types = new Map(columns.map(({ name, type }) => [name, type]))
    const made = valueType(spec, columns)
    const cells = spec.columns.map((name) => {
      const type = types.get(name) ?? 'VARCHAR'
      return made === 'VARCHAR'
        ? asText(ident(name), type)
        : type === made
          ? ident(name)
          : `CAST(${ident(name)} AS ${made})`
    })
    const own = kept(spec, columns).map(({ name }) => `${ident(name)}, `)
    return `SELECT ${own.join('')}unnest([${spec.columns.map(text).join(', ')}]) AS ${ident(spec.name)}, unnest([${cells.join(', ')}]) AS ${ident(spec.value)} FROM ${from}`
  }
}

function kept({ columns: turned }: UnpivotSpec, columns: readonly ColumnInfo[]): ColumnInfo[] {
  return columns.filter(({ name }) => !turned.includes(name))
}

/** The type that holds all the columns, or text where none does. */
function valueType({ columns: turned }: UnpivotSpec, columns: readonly ColumnInfo[]): string {
  const types = columns.filter(({ name }) => turned.includes(name)).map(({ type }) => type)
  return commonType(types) ?? 'VARCHAR'
}
