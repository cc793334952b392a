import type { Anomaly } from '../../../contract'
import { ident } from '../../sql'
import type { Table } from '../../tables'
import { finding, named, rowsInWords } from '../finding'

/** A column of one table whose values another one has under the same name. */
export interface Relation {
  many: { table: Table }
  one: { table: Table }
  column: { name: string }
  /** `unique` is null where its values repeat as much as they like. */
  key: { name: string; unique: boolean | null }
  present: number
  orphans: number
}

/** Values that the other table, where each names one thing, does not have. */
export function brokenRelation({ many, one, column, key, orphans, present }: Relation): Anomaly | null {
  if (!orphans) return null
  const [value, known] = [ident(column.name), ident(key.name)]
  const [name, other, count] = [named(column.name), named(one.table.ref.name), rowsInWords(orphans)]
  const once =
    key.unique === null
      ? { fr: '', en: '' }
      : key.unique
        ? { fr: ', une fois chacune', en: ', once each' }
        : { fr: ', une fois chacune à peu de répétitions près', en: ', once each but for few repeats' }
  const few = orphans < 0.02 * present
  const most = few || key.unique !== null
  return finding(many.table, {
    kind: 'broken_relation',
    detector: 'broken_relation',
    aspect: one.table.ref.name,
    place: 'tables',
    columns: [column.name],
    where: `coalesce(${value} NOT IN (SELECT ${known} FROM ${one.table.sql} WHERE ${known} IS NOT NULL), false)`,
    orderBy: value,
    rows: orphans,
    severity: 'warning',
    confidence: few ? 0.85 : 0.6,
    dimension: 'consistency',
    message: {
      fr: `${name.fr} : ${count.fr} dont la valeur n’est pas dans la table ${other.fr}`,
      en: `${name.en}: ${count.en} whose value is not in the table ${other.en}`
    },
    explanation: {
      fr: `${most ? `Presque toutes les autres valeurs s’y trouvent${once.fr}. ` : ''}Jointes, ces lignes resteraient sans vis-à-vis ou disparaîtraient.`,
      en: `${most ? `Nearly all other values stand there${once.en}. ` : ''}Joined, these rows would find no match or vanish.`
    },
    proposal: {
      text: {
        fr: 'Vérifier que les deux fichiers sont de la même livraison, puis la frappe de ces valeurs.',
        en: 'Check that both files are of the same delivery, then the typing of these values.'
      },
      repair: { kind: 'review' }
    }
  })
}
