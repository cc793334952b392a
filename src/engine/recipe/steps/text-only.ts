import type { ColumnInfo, LocalizedText } from '../../../contract'

/** Why a step that looks at how texts are written does not fit a column of values. */
export function textOnly({ column }: { column: string }, columns: readonly ColumnInfo[]): LocalizedText | null {
  const type = columns.find(({ name }) => name === column)?.type
  if (type === undefined || type === 'VARCHAR') return null
  return {
    fr: `« ${column} » n’est plus du texte ici : mettez cette étape avant celle qui lit la colonne.`,
    en: `“${column}” is no longer text here: put this step before the one that reads the column.`
  }
}
