import type { Evidence, RecipeOf, StepEffect } from '../../../contract'

/** What stands behind one step: its query, and the rows that it reads or repairs. */
export function stepEvidence(effect: StepEffect, { rowsBefore, steps }: RecipeOf): Evidence {
  const { step, title, sql, changedCells, joined } = effect
  const column = 'column' in step.spec ? step.spec.column : null
  if (step.spec.kind === 'join') return joinEvidence(effect, joined?.rows ?? null)
  // Raw rows know nothing of a column that another step made.
  const brought = steps.some(
    ({ added, step: { spec } }) =>
      added.some((name) => name === column) || (spec.kind === 'join' && spec.columns.some(({ as }) => as === column))
  )
  const onCells = CELLS.includes(step.spec.kind)
  return {
    title,
    definition: {
      fr: 'Une étape de la recette lit les lignes qui lui arrivent et en fait de nouvelles ; la table brute reste telle qu’elle a été chargée. Les valeurs qu’un type ne peut pas contenir deviennent manquantes et sont comptées.',
      en: 'A step of the recipe reads the rows that come to it and makes new ones; the raw table stays as it was loaded. Values that a type cannot hold become missing and are counted.'
    },
    n: changedCells ?? rowsBefore,
    filter: { fr: 'Toutes les lignes', en: 'All rows' },
    sql,
    rowsSql: hasSecret(sql)
      ? null
      : !onCells
        ? sql
        : column === null || brought
          ? null
          : unreadRows(step.table, column, sql),
    table: { schema: 'raw', name: step.table },
    columns: column === null ? [] : [column]
  }
}

/** Steps whose rows of interest are those that they read. */
const CELLS = ['cast', 'missing', 'label', 'merge', 'trim', 'replace', 'recode', 'rescale']

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

/** Rows whose text is there before the step and missing after it. */
function unreadRows(table: string, column: string, sql: string): string {
  const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`
  const expression = /^SELECT \* REPLACE \((.*) AS "(?:[^"]|"")*"\) FROM /s.exec(sql)?.[1] ?? quote(column)
  return `SELECT rowid, * FROM raw.${quote(table)} WHERE ${quote(column)} IS NOT NULL AND (${expression}) IS NULL`
}
