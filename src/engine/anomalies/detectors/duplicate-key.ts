import { hints, laterCopiesSql } from '../../profile'
import { ident, placedRows } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { countSql, finding, named, rowsInWords } from '../finding'

/** An identifier that is nearly a key: almost every value stands once, a few stand on rows that differ elsewhere. */
export const duplicateKey: Detector = {
  name: 'duplicate_key',
  title: { fr: 'Identifiants répétés', en: 'Repeated identifiers' },
  kinds: ['duplicate_key'],
  async *detect(context) {
    const keys = columnsWhere(context, ({ semantic, unique, distinct, rows, missing, position, name }) => {
      const share = distinct / Math.max(1, rows - missing - (context.profile.duplicateRows ?? 0))
      return (
        semantic.kind === 'identifier' &&
        !unique &&
        rows > 20 &&
        share >= 0.97 &&
        (position === 0 || hints(name, 'identifier'))
      )
    })
    for (const column of keys) {
      const found = await describe(context, column.name)
      if (found) yield found
    }
  }
}

async function describe({ table, profile, rows: ask }: DetectorContext, column: string) {
  const key = ident(column)
  // Exact copies of a whole row are told elsewhere: here the rows must differ.
  const single = profile.duplicateRows
    ? `rowid NOT IN (${laterCopiesSql(placedRows(table.sql, table.columns), table.columns)})`
    : 'true'
  const where = `${single} AND ${key} IN (SELECT ${key} FROM ${table.sql} WHERE ${key} IS NOT NULL AND ${single} GROUP BY ${key} HAVING count(*) > 1)`
  const n = (await ask<{ n: number }>(countSql(table, where)))[0]?.n ?? 0
  if (!n) return null
  const [name, count] = [named(column), rowsInWords(n)]
  return finding(table, {
    kind: 'duplicate_key',
    detector: 'duplicate_key',
    columns: [column],
    where,
    orderBy: `${key}, rowid`,
    rows: n,
    severity: 'critical',
    confidence: n / table.rows < 0.02 ? 0.9 : 0.7,
    dimension: 'consistency',
    message: {
      fr: `${name.fr} devrait être unique : ${count.fr} partagent leur valeur avec une autre`,
      en: `${name.en} should be unique: ${count.en} share their value with another`
    },
    explanation: {
      fr: 'Presque toutes les valeurs de cet identifiant sont différentes ; celles-ci désignent plusieurs lignes qui ne sont pas égales.',
      en: 'Nearly all values of this identifier differ; these stand on several rows that are not equal.'
    },
    proposal: {
      text: {
        fr: 'Comparer les lignes de chaque groupe, puis garder la bonne ou corriger l’identifiant.',
        en: 'Compare the rows of each group, then keep the right one or correct the identifier.'
      },
      repair: { kind: 'review' }
    }
  })
}
