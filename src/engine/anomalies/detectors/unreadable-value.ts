import type { ColumnProfile } from '../../../contract'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { counted, finding, named, shareInWords } from '../finding'
import type { Unread } from '../unread'

/** Values that are there in the file but that the recipe could not read as the type of their column. */
export const unreadableValue: Detector = {
  name: 'unreadable_value',
  title: { fr: 'Valeurs illisibles', en: 'Unreadable values' },
  kinds: ['unreadable_value'],
  async *detect(context) {
    for (const column of columnsWhere(context, ({ name }) => context.unread.has(name))) {
      const unread = context.unread.get(column.name)
      if (unread) yield describe(context, column, unread)
    }
  }
}

function describe({ table }: DetectorContext, column: ColumnProfile, { rows, where, sql, examples }: Unread) {
  const name = named(column.name)
  const count = counted(rows, ['valeur illisible', 'valeurs illisibles'], ['unreadable value', 'unreadable values'])
  const part = shareInWords(rows, column.rows)
  return finding(table, {
    kind: 'unreadable_value',
    detector: 'unreadable_value',
    columns: [column.name],
    where,
    rowsSql: sql,
    rows,
    severity: 'warning',
    confidence: 0.9,
    dimension: 'consistency',
    message: { fr: `${name.fr} : ${count.fr} (${part.fr})`, en: `${name.en}: ${count.en} (${part.en})` },
    explanation: {
      fr: `Le fichier contient un texte que la recette n’a pas pu lire dans le type de la colonne : ${examples.map((value) => `« ${value} »`).join(', ')}. Ces cellules sont vides après lecture, mais leur valeur n’est pas perdue : elle reste dans les lignes brutes.`,
      en: `The file holds a text that the recipe could not read as the type of the column: ${examples.map((value) => `“${value}”`).join(', ')}. These cells are empty once read, but their value is not lost: it stays in the raw rows.`
    },
    proposal: {
      text: {
        fr: 'Corriger dans la recette la lecture de cette colonne, ou ces valeurs à la source ; sinon, les laisser manquantes.',
        en: 'Correct how the recipe reads this column, or these values at the source; else leave them missing.'
      },
      repair: { kind: 'review' }
    }
  })
}
