import type { Anomaly, LocalizedText } from '../../../contract'
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
  hidden?: Hidden
}

/** Which of the two tables has names in place of its keys, by its recipe, while the other still has the keys. */
export type Hidden = 'many' | 'one' | null

/** Values that the other table, where each names one thing, does not have. */
export function brokenRelation({ many, one, column, key, orphans, present, hidden = null }: Relation): Anomaly | null {
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
    ...(hidden
      ? partedByNames(hidden, {
          ...{ name, other, count, column: column.name },
          own: named(many.table.ref.name),
          isOne: orphans === 1
        })
      : {
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
  })
}

interface Parted {
  name: LocalizedText
  other: LocalizedText
  own: LocalizedText
  count: LocalizedText
  isOne: boolean
  column: string
}

/** A relation that names in place of the keys of one side take apart: no value is at fault, and the same names on the other side mend it. */
function partedByNames(
  hidden: 'many' | 'one',
  { name, other, own, count, isOne, column }: Parted
): Pick<Anomaly, 'message' | 'explanation' | 'proposal'> {
  const [made, kept] = hidden === 'many' ? [own, other] : [other, own]
  return {
    message: {
      fr: `${name.fr} : ${count.fr} ne ${isOne ? 'rejoint' : 'rejoignent'} plus la table ${other.fr}, car la clé n’est pseudonymisée que dans ${made.fr}`,
      en: `${name.en}: ${count.en} no longer ${isOne ? 'joins' : 'join'} the table ${other.en}, for the key has pseudonyms in ${made.en} only`
    },
    explanation: {
      fr: `La recette de ${made.fr} écrit des pseudonymes à la place de cette clé, celle de ${kept.fr} non : aucune valeur n’est fausse, mais les deux tables ne se joignent plus. La même valeur a le même pseudonyme dans tout le projet.`,
      en: `The recipe of ${made.en} writes pseudonyms in place of this key, that of ${kept.en} does not: no value is wrong, but the two tables no longer join. The same value has the same pseudonym all over the project.`
    },
    proposal: {
      text: {
        fr: `Pseudonymiser aussi cette clé dans ${kept.fr} : les deux tables se joindront à nouveau.`,
        en: `Write pseudonyms for this key in ${kept.en} too: the two tables will join again.`
      },
      // A repair is one of the table that the anomaly is about.
      repair: hidden === 'one' ? { kind: 'pseudonymise', columns: [column] } : { kind: 'review' }
    }
  }
}
