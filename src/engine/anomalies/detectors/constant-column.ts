import type { Anomaly, ColumnProfile } from '../../../contract'
import { ident } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { finding, named, rowsInWords, valueInWords } from '../finding'

/** Below so many values, one of them throughout says little. */
const ENOUGH = 20
const MOST_SHOWN = 60

/** Columns that say the same in every row: nothing can be compared or explained by them. Columns without any value are told as missing. */
export const constantColumn: Detector = {
  name: 'constant_column',
  title: { fr: 'Colonnes d’une seule valeur', en: 'Columns of a single value' },
  kinds: ['constant_column'],
  async *detect(context) {
    for (const column of columnsWhere(context, isConstant)) yield await describe(context, column)
  }
}

function isConstant({ constant, rows, missing, blank }: ColumnProfile): boolean {
  return constant && rows - missing - blank >= ENOUGH
}

async function describe({ table, rows: ask }: DetectorContext, column: ColumnProfile): Promise<Anomaly> {
  const value = ident(column.name)
  const where = `${value} IS NOT NULL`
  const rows = column.rows - column.missing
  const [seen] = await ask<{ value: string }>(
    `SELECT left(any_value(${value}::VARCHAR), ${MOST_SHOWN}) AS value FROM ${table.sql} WHERE ${where}`
  )
  const [name, count] = [named(column.name), rowsInWords(rows)]
  const shown = valueInWords(column, seen?.value ?? '')
  const gaps = column.missing > 0
  return finding(table, {
    kind: 'constant_column',
    detector: 'constant_column',
    // Its cells may all be right: it is the column that tells nothing.
    place: 'column',
    columns: [column.name],
    where,
    rows,
    severity: 'info',
    confidence: 0.9,
    dimension: 'credibility',
    message: {
      fr: `${name.fr} vaut toujours « ${shown.fr} » (${count.fr})`,
      en: `${name.en} is always “${shown.en}” (${count.en})`
    },
    explanation: {
      fr: `Une colonne qui ne varie pas ne distingue aucune ligne d’une autre et n’explique rien. Elle est peut-être la trace d’un filtre de l’export, ou d’un champ que personne ne remplit vraiment.${gaps ? ' Les autres lignes sont vides : vide dit peut-être « non ».' : ''}`,
      en: `A column that does not vary tells no row from another and explains nothing. It may be the trace of a filter of the export, or a field that nobody really fills in.${gaps ? ' The other rows are empty: empty may say “no”.' : ''}`
    },
    proposal: {
      text: {
        fr: `Demander si l’export a été filtré sur ${name.fr} ; laisser la colonne hors des comparaisons.`,
        en: `Ask whether the export was filtered by ${name.en}; leave the column out of comparisons.`
      },
      repair: { kind: 'review' }
    }
  })
}
