import { typeInWords, type ColumnInfo } from '../../../contract'
import { ident, tableName } from '../../sql'
import { freeName } from '../free-name'
import { commonType } from './common-type'
import type { Others, SpecOf, StepKind } from './kind'

/** Puts the rows of another prepared table behind. */
export const append: StepKind<SpecOf<'append'>> = {
  rows: 'other',
  title: ({ with: other }) => ({
    fr: `Ajouter les lignes de « ${other} » à la suite`,
    en: `Put the rows of “${other}” behind`
  }),
  reads: () => [],
  tables: ({ with: other }) => [other],
  after: (spec, columns, others) => paired(spec, columns, others).map(({ name, type }) => ({ name, type })),
  warnings: (spec, columns, others) =>
    paired(spec, columns, others).flatMap(({ name, left, right }) => {
      if (!left || !right || commonType([left.type, right.type]) !== null) return []
      const [own, other] = [typeInWords(left.type), typeInWords(right.type)]
      return {
        fr: `« ${name} » devient du texte : ${own.fr} ici, ${other.fr} dans « ${spec.with} »`,
        en: `“${name}” becomes text: ${own.en} here, ${other.en} in “${spec.with}”`
      }
    }),
  sql(spec, from, columns, others) {
    const pairs = paired(spec, columns, others)
    // A step that asks for no order, such as a join, may read both halves of a union at once: their order is then chance.
    const [side, place] = [ident(freeName('~side', pairs)), ident(freeName('~place', pairs))]
    const half = (of: 'left' | 'right', rows: string): string => {
      const cells = pairs.map((pair) => {
        const own = pair[of]
        const cell = own === null ? 'NULL' : ident(own.name)
        return `${own?.type === pair.type ? cell : `CAST(${cell} AS ${pair.type})`} AS ${ident(pair.name)}`
      })
      return `SELECT ${cells.join(', ')}, ${of === 'left' ? 0 : 1} AS ${side}, row_number() OVER () AS ${place} FROM ${rows}`
    }
    const both = `${half('left', from)} UNION ALL ${half('right', tableName({ schema: 'clean', name: spec.with }))}`
    return `SELECT * EXCLUDE (${side}, ${place}) FROM (${both}) ORDER BY ${side}, ${place}`
  }
}

interface Pair extends ColumnInfo {
  left: ColumnInfo | null
  right: ColumnInfo | null
}

/** Columns of both sides by name, whatever their case; of the type that holds both, or text where none does. */
function paired({ with: other }: SpecOf<'append'>, columns: readonly ColumnInfo[], others: Others): Pair[] {
  const behind = new Map((others.get(other) ?? []).map((column) => [column.name.toLowerCase(), column]))
  const pairs: Pair[] = columns.map((left) => {
    const right = behind.get(left.name.toLowerCase()) ?? null
    behind.delete(left.name.toLowerCase())
    return {
      name: left.name,
      type: right ? (commonType([left.type, right.type]) ?? 'VARCHAR') : left.type,
      left,
      right
    }
  })
  return [...pairs, ...[...behind.values()].map((right) => ({ ...right, left: null, right }))]
}
