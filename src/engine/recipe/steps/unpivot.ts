import type { ColumnInfo } from '../../../contract'
import { ident, text } from '../../sql'
import { asText } from './as-text'
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
    { name: spec.value, type: commonType(spec, columns) }
  ],
  sql(spec, from, columns) {
    const types = new Map(columns.map(({ name, type }) => [name, type]))
    const isText = commonType(spec, columns) === 'VARCHAR'
    const cells = spec.columns.map((name) => (isText ? asText(ident(name), types.get(name) ?? 'VARCHAR') : ident(name)))
    const own = kept(spec, columns).map(({ name }) => `${ident(name)}, `)
    return `SELECT ${own.join('')}unnest([${spec.columns.map(text).join(', ')}]) AS ${ident(spec.name)}, unnest([${cells.join(', ')}]) AS ${ident(spec.value)} FROM ${from}`
  }
}

function kept({ columns: turned }: UnpivotSpec, columns: readonly ColumnInfo[]): ColumnInfo[] {
  return columns.filter(({ name }) => !turned.includes(name))
}

/** The type of all the columns, or text where they have several. */
function commonType({ columns: turned }: UnpivotSpec, columns: readonly ColumnInfo[]): string {
  const types = new Set(columns.filter(({ name }) => turned.includes(name)).map(({ type }) => type))
  const [only = 'VARCHAR'] = types
  return types.size === 1 ? only : 'VARCHAR'
}
