import type { Evidence, LocalizedText, RecipeOf, StepEffect } from '../../../contract'

/** What stands behind one step: its query, and the rows that it changes or makes. */
export function stepEvidence(effect: StepEffect, { rowsBefore }: RecipeOf, language: keyof LocalizedText): Evidence {
  const { step, title, sql, changedCells, changedRows, joined } = effect
  const column = 'column' in step.spec ? step.spec.column : null
  if (step.spec.kind === 'join') return joinEvidence(effect, joined?.rows ?? null)
  const rowsSql = changedRows ? changedRows[language] : sql
  return {
    title,
    definition: {
      fr: 'Une étape de la recette lit les lignes qui lui arrivent et en fait de nouvelles ; la table brute reste telle qu’elle a été chargée. Les valeurs qu’un type ne peut pas contenir deviennent manquantes et sont comptées.',
      en: 'A step of the recipe reads the rows that come to it and makes new ones; the raw table stays as it was loaded. Values that a type cannot hold become missing and are counted.'
    },
    n: changedRows ? changedCells : (changedCells ?? rowsBefore),
    filter: changedRows
      ? { fr: 'Les lignes dont cette étape change la cellule', en: 'Rows whose cell this step changes' }
      : { fr: 'Toutes les lignes', en: 'All rows' },
    sql,
    rowsSql: hasSecret(rowsSql) ? null : rowsSql,
    table: { schema: 'raw', name: step.table },
    columns: column === null ? [] : [column]
  }
}

/** The key of pseudonyms is read by no query of a user. */
function hasSecret(sql: string): boolean {
  return sql.includes('chantier.pseudonym_key')
}

/** A join's own meaning, and the rows that it makes. */
function joinEvidence({ step, title, sql }: StepEffect, rows: number | null): Evidence {
  return {
    title,
    definition: {
      fr: 'Une jointure met à côté de chaque ligne les colonnes des lignes de l’autre table qui ont la même clé. La table de droite est prise telle que sa propre recette la prépare ; si elle change, la jointure est refaite.',
      en: 'A join puts beside each row the columns of the rows of the other table that have the same key. The right table is taken as its own recipe prepares it; when it changes, the join is made again.'
    },
    n: rows,
    filter: { fr: 'Toutes les lignes', en: 'All rows' },
    sql,
    rowsSql: hasSecret(sql) ? null : sql,
    table: { schema: 'clean', name: step.table },
    columns: step.spec.kind === 'join' ? step.spec.on.map(({ left }) => left) : []
  }
}
