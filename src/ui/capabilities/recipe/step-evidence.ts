import type { Evidence, LocalizedText, Step, StepEffect, StepRows } from '../../../contract'

/** What stands behind one step: what such a step does, and the rows that it changes, leaves out or makes. */
export function stepEvidence({ step, title }: StepEffect, rows: StepRows, language: keyof LocalizedText): Evidence {
  const sql = rows.sql[language]
  return {
    title,
    definition: step.spec.kind === 'join' ? OF_JOINS : OF_STEPS,
    n: rows.n,
    filter: FILTERS[rows.what],
    sql,
    rowsSql: hasSecret(sql) ? null : sql,
    table: { schema: rows.schema, name: step.table },
    columns: columnsOf(step)
  }
}

const OF_STEPS: LocalizedText = {
  fr: 'Une étape de la recette lit les lignes qui lui arrivent et en fait de nouvelles ; la table brute reste telle qu’elle a été chargée. Les valeurs qu’un type ne peut pas contenir deviennent manquantes et sont comptées.',
  en: 'A step of the recipe reads the rows that come to it and makes new ones; the raw table stays as it was loaded. Values that a type cannot hold become missing and are counted.'
}
const OF_JOINS: LocalizedText = {
  fr: 'Une jointure met à côté de chaque ligne les colonnes des lignes de l’autre table qui ont la même clé. La table de droite est prise telle que sa propre recette la prépare ; si elle change, la jointure est refaite.',
  en: 'A join puts beside each row the columns of the rows of the other table that have the same key. The right table is taken as its own recipe prepares it; when it changes, the join is made again.'
}

const FILTERS: Record<StepRows['what'], LocalizedText> = {
  changed: { fr: 'Les lignes dont cette étape change la cellule', en: 'Rows whose cell this step changes' },
  left_out: {
    fr: 'Les lignes que cette étape laisse de côté, parmi celles qui lui arrivent',
    en: 'Rows that this step leaves out, of those that come to it'
  },
  made: { fr: 'Toutes les lignes que fait cette étape', en: 'All rows that this step makes' }
}

function columnsOf({ spec }: Step): string[] {
  if (spec.kind === 'join') return spec.on.map(({ left }) => left)
  return 'column' in spec ? [spec.column] : []
}

/** The key of pseudonyms is read by no query of a user. */
function hasSecret(sql: string): boolean {
  return sql.includes('chantier.pseudonym_key')
}
