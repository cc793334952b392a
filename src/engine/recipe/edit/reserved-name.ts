import type { ColumnInfo, LocalizedText, StepSpec } from '../../../contract'
import { hidesRowid } from '../../sql'
import { kindOf } from '../steps'
import type { Others } from '../steps/kind'

/**
 * Why a step that is being made cannot give a column its name: the database keeps `rowid` for the place of a row, and anomalies are
 * not searched where a column hides it. One that was kept by an earlier version stays applied, so that its table stays what it was.
 */
export function reservedName(spec: StepSpec, columns: readonly ColumnInfo[], others: Others): LocalizedText | null {
  // An append takes the names of the other table, where there is nothing to choose.
  if (spec.kind === 'append' || hidesRowid(columns)) return null
  const named = kindOf(spec)
    .after(spec, columns, others)
    .find(({ name }) => hidesRowid([{ name }]))
  return named
    ? {
        fr: `« ${named.name} » est le nom que la base donne à la place d’une ligne : choisissez-en un autre.`,
        en: `“${named.name}” is what the database calls the place of a row: choose another name.`
      }
    : null
}
