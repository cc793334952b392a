import type { DeliveryDiff, LocalizedText } from '../../contract'

/** What a comparison must say in words, before its delivery is applied. */
export function notesOn({ columns, rows, key }: DeliveryDiff, mode: 'append' | 'refresh'): LocalizedText[] {
  const notes: LocalizedText[] = []
  const common = columns.kept.length + columns.renamed.length
  if (!common)
    notes.push({
      fr: 'Aucune colonne commune : ce fichier n’est sans doute pas une livraison de cette table.',
      en: 'No common column: this file is probably no delivery of this table.'
    })
  else if (columns.gone.length > common)
    notes.push({
      fr: `${columns.gone.length} colonnes de la table ne sont pas dans ce fichier : vérifiez que c’est bien une livraison de cette table, ou appariez ses colonnes.`,
      en: `${columns.gone.length} columns of the table are not in this file: check that it is a delivery of this table, or pair its columns.`
    })
  if (rows.arriving === 0)
    notes.push(
      mode === 'refresh'
        ? {
            fr: `Cette livraison n’a aucune ligne : la table, qui en a ${rows.before}, serait vidée.`,
            en: `This delivery has no rows: the table, which has ${rows.before}, would be emptied.`
          }
        : {
            fr: 'Cette livraison n’a aucune ligne : l’ajouter ne changerait pas les lignes de la table.',
            en: 'This delivery has no rows: adding it would not change the rows of the table.'
          }
    )
  else if (common && rows.same > 0 && rows.added === 0 && !rows.changed)
    notes.push({
      fr: 'Toutes les lignes de cette livraison sont déjà dans la table.',
      en: 'All rows of this delivery are in the table already.'
    })
  if (mode === 'append' && key && rows.changed)
    notes.push({
      fr: `${rows.changed} lignes ont la clé d’une ligne de la table, avec d’autres valeurs : ajoutées à la suite, ces clés seront deux fois dans la table.`,
      en: `${rows.changed} rows have the key of a row of the table, with other values: added behind, these keys will stand twice in the table.`
    })
  return notes
}
