import type { ColumnProfile, Evidence, FactKey } from '../../../contract'
import { fail } from '../../errors'
import { placedList } from '../../sql'
import { underFilter, type ProfiledTable as Table } from '../filtered'
import { rowsInWords } from '../rows-in-words'
import { drawRows } from '../sampling'
import { categoriesSql, numbersSql, ratiosSql } from './association-sql'
import { ASSOCIATION_ROWS } from './sample'
import { breakingRowsSql, dependencySql } from './dependency-sql'
import { gapSql, patternSql } from './missing-sql'
import { gappedColumns } from './missingness'
import { roleOf } from './roles'

/** What stands behind one figure of the table's facts. */
export function factEvidence(table: Table, columns: readonly ColumnProfile[], fact: FactKey): Evidence {
  return underFilter(table, evidenceOf(table, columns, fact))
}

function evidenceOf(table: Table, columns: readonly ColumnProfile[], fact: FactKey): Evidence {
  const column = (name: string): ColumnProfile => columns.find((one) => one.name === name) ?? missingColumn(name)
  switch (fact.kind) {
    case 'association':
      return association(table, column(fact.left), column(fact.right))
    case 'pattern':
      return pattern(table, columns, fact.missing.map(column))
    case 'missing_pair':
      return missingPair(table, column(fact.left), column(fact.right))
    case 'dependency':
      return dependency(table, fact.determinant.map(column), column(fact.dependent))
  }
}

function association(table: Table, left: ColumnProfile, right: ColumnProfile): Evidence {
  const roles = [roleOf(left), roleOf(right)]
  const [a, b] = roles.toSorted((x, y) => ('role' in x && 'role' in y ? x.role.localeCompare(y.role) : 0))
  if (!a || !b || !('sql' in a) || !('sql' in b)) throw missingColumn(left.name)
  const { sql: from, sampled } = drawRows(table, ASSOCIATION_ROWS)
  const method = a.role === 'category' ? (b.role === 'category' ? 'cramers_v' : 'correlation_ratio') : 'pearson'
  const sql = {
    pearson: () => numbersSql({ from, left: a.sql, right: b.sql }),
    cramers_v: () => categoriesSql({ from, left: a.sql, right: b.sql }),
    correlation_ratio: () => ratiosSql(`(SELECT ${a.sql} AS category, ${b.sql} AS x FROM ${from})`, 'category', ['x'])
  }[method]()
  return {
    title: { fr: `« ${left.name} » et « ${right.name} »`, en: `“${left.name}” and “${right.name}”` },
    definition: METHODS[method],
    n: null,
    filter: rowsInWords(sampled),
    sql,
    rowsSql: `SELECT ${placedList(table.columns)}\nFROM ${from}\nWHERE ${a.sql} IS NOT NULL AND ${b.sql} IS NOT NULL`,
    table: table.ref,
    columns: [left.name, right.name]
  }
}

const METHODS = {
  pearson: {
    fr: 'Pearson : de −1 à 1, dit si les deux nombres montent ensemble en ligne droite. Spearman : la même chose sur les rangs, sans souci de droite ni de valeurs extrêmes.',
    en: 'Pearson: from −1 to 1, tells whether the two numbers rise together along a straight line. Spearman: the same on ranks, whatever the curve and the extreme values.'
  },
  cramers_v: {
    fr: 'V de Cramér, corrigé du biais (Bergsma, 2013) : 0 quand connaître une catégorie n’apprend rien sur l’autre, 1 quand elle la fixe.',
    en: 'Cramér’s V, corrected for bias (Bergsma, 2013): 0 when knowing one category tells nothing of the other, 1 when it settles it.'
  },
  correlation_ratio: {
    fr: 'Rapport de corrélation êta : racine de la part de la variance du nombre qui tient aux écarts entre catégories ; 0 quand les moyennes sont égales, 1 quand la catégorie fixe le nombre.',
    en: 'Correlation ratio eta: root of the share of the number’s variance that lies between categories; 0 when the means are equal, 1 when the category settles the number.'
  }
}

function pattern(table: Table, columns: readonly ColumnProfile[], missing: readonly ColumnProfile[]): Evidence {
  const condition = patternSql(gappedColumns(columns).taken, new Set(missing.map(({ name }) => name)))
  const named = missing.map(({ name }) => name).join(', ')
  return {
    title: missing.length
      ? { fr: `Vides ensemble : ${named}`, en: `Empty together: ${named}` }
      : { fr: 'Lignes sans manque', en: 'Rows without gaps' },
    definition: {
      fr: 'Lignes où ces colonnes sont vides (NULL ou texte blanc) et où les autres colonnes à manques ont une valeur.',
      en: 'Rows where these columns are empty (NULL or blank text) and the other columns with gaps have a value.'
    },
    n: table.rows,
    filter: rowsInWords(null),
    sql: `SELECT count(*) AS value\nFROM ${table.sql}\nWHERE ${condition}`,
    rowsSql: `SELECT ${placedList(table.columns)}\nFROM ${table.sql}\nWHERE ${condition}`,
    table: table.ref,
    columns: missing.map(({ name }) => name)
  }
}

function missingPair(table: Table, left: ColumnProfile, right: ColumnProfile): Evidence {
  const [a, b] = [gapSql(left), gapSql(right)]
  return {
    title: {
      fr: `« ${left.name} » et « ${right.name} » vides ensemble`,
      en: `“${left.name}” and “${right.name}” empty together`
    },
    definition: {
      fr: 'Lignes où les deux colonnes sont vides ; phi va de −1 (jamais ensemble) à 1 (toujours ensemble), 0 au hasard.',
      en: 'Rows where both columns are empty; phi runs from −1 (never together) to 1 (always together), 0 by chance.'
    },
    n: table.rows,
    filter: rowsInWords(null),
    sql: `SELECT count(*) FILTER (${a} AND ${b}) AS value, corr((${a})::INTEGER, (${b})::INTEGER) AS phi, count(*) AS n\nFROM ${table.sql}`,
    rowsSql: `SELECT ${placedList(table.columns)}\nFROM ${table.sql}\nWHERE ${a} AND ${b}`,
    table: table.ref,
    columns: [left.name, right.name]
  }
}

function dependency(table: Table, determinant: readonly ColumnProfile[], dependent: ColumnProfile): Evidence {
  const named = determinant.map(({ name }) => name).join(' + ')
  return {
    title: { fr: `${named} → ${dependent.name}`, en: `${named} → ${dependent.name}` },
    definition: {
      fr: 'Lignes à retirer pour que chaque valeur de gauche n’ait qu’une valeur à droite (erreur g3 de Kivinen et Mannila, 1995). Les lignes montrées sont celles des valeurs de gauche qui en ont plusieurs.',
      en: 'Rows to take out for each value on the left to have a single value on the right (error g3 of Kivinen and Mannila, 1995). The rows shown are those of values on the left that have several.'
    },
    n: table.rows,
    filter: rowsInWords(null),
    sql: dependencySql(table.sql, determinant, dependent),
    rowsSql: breakingRowsSql(table, determinant, dependent),
    table: table.ref,
    columns: [...determinant.map(({ name }) => name), dependent.name]
  }
}

function missingColumn(name: string): never {
  throw fail('not_found', {
    fr: `La colonne « ${name} » n’est pas dans la table, ou ne se compare pas.`,
    en: `The column “${name}” is not in the table, or cannot be compared.`
  })
}
