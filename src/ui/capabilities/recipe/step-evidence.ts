import type { Evidence, RecipeOf, StepEffect } from '../../../contract'

/** What stands behind one step: its query, and the rows that it reads or repairs. */
export function stepEvidence({ step, title, sql, changedCells }: StepEffect, { rowsBefore }: RecipeOf): Evidence {
  const column = 'column' in step.spec ? step.spec.column : null
  return {
    title,
    definition: {
      fr: 'Une étape de la recette lit les lignes qui lui arrivent et en fait de nouvelles ; la table brute reste telle qu’elle a été chargée. Les valeurs qu’un type ne peut pas contenir deviennent manquantes et sont comptées.',
      en: 'A step of the recipe reads the rows that come to it and makes new ones; the raw table stays as it was loaded. Values that a type cannot hold become missing and are counted.'
    },
    n: changedCells ?? rowsBefore,
    filter: { fr: 'Toutes les lignes', en: 'All rows' },
    sql,
    rowsSql: column === null ? null : unreadRows(step.table, column, sql),
    table: { schema: 'raw', name: step.table },
    columns: column === null ? [] : [column]
  }
}

/** Rows whose text is there before the step and missing after it. */
function unreadRows(table: string, column: string, sql: string): string {
  const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`
  const expression = /^SELECT \* REPLACE \((.*) AS "(?:[^"]|"")*"\) FROM /s.exec(sql)?.[1] ?? quote(column)
  return `SELECT rowid, * FROM raw.${quote(table)} WHERE ${quote(column)} IS NOT NULL AND (${expression}) IS NULL`
}
