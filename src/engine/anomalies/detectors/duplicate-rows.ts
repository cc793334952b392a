import { laterCopiesSql } from '../../profile'
import { placedRows } from '../../sql'
import type { Detector } from '../detector'
import { finding, rowsInWords } from '../finding'

/** Rows equal to an earlier row in every column: most often an export or a load made twice. */
export const duplicateRows: Detector = {
  name: 'duplicate_rows',
  title: { fr: 'Lignes en double', en: 'Duplicate rows' },
  kinds: ['duplicate_rows'],
  async *detect({ table, profile }) {
    const rows = profile.duplicateRows ?? 0
    if (!rows) return
    const share = rows / table.rows
    // Few columns of few values repeat by nature; that is no fault of the file.
    const possible = profile.columns.reduce(
      (product, { distinct, missing }) => Math.min(1e15, product * (distinct + (missing ? 1 : 0))),
      1
    )
    const byNature = possible < table.rows * 20
    const count = rowsInWords(rows)
    yield finding(table, {
      kind: 'duplicate_rows',
      detector: 'duplicate_rows',
      columns: [],
      where: `rowid IN (${laterCopiesSql(placedRows(table.sql, table.columns), table.columns)})`,
      rows,
      severity: byNature ? 'info' : share > 0.001 ? 'critical' : 'warning',
      confidence: byNature ? 0.2 : 0.95,
      dimension: 'consistency',
      message: {
        fr: `${count.fr} en double exact d’une ligne précédente`,
        en: `${count.en} exactly equal to an earlier row`
      },
      explanation: byNature
        ? {
            fr: 'La table a peu de valeurs possibles : des lignes égales y sont attendues.',
            en: 'The table has few possible values: equal rows are to be expected.'
          }
        : {
            fr: 'Toutes les colonnes ont la même valeur. Ces copies comptent deux fois dans chaque total ; la première ligne de chaque groupe n’est pas comptée ici.',
            en: 'Every column has the same value. These copies count twice in every total; the first row of each group is not counted here.'
          },
      proposal: {
        text: {
          fr: 'Garder la première ligne de chaque groupe et retirer les copies.',
          en: 'Keep the first row of each group and remove the copies.'
        },
        repair: { kind: 'remove_duplicates', columns: [] }
      }
    })
  }
}
