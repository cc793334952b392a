import type { ColumnFigure, ColumnProfile, Evidence, TimeCoverage } from '../../contract'
import { countedRows, ident, placedList, placedRows } from '../sql'
import type { ProfiledTable as Table } from './filtered'
import { measureSql } from './family'
import { rowsInWords } from './rows-in-words'
import { gapsSql } from './sql/coverage'
import { languagesSql } from './sql/language'
import { rowRelation } from './sql/relation'
import { shapesSql } from './sql/shapes'
import { columnSampleSql } from './sql/values'
import { SHAPES, TEXT_SAMPLE } from './text-facts'

/** Evidence of the order of the rows, the shapes and language of texts, and the coverage of dates, where a column has them. */
export function shapeEvidence(table: Table, column: ColumnProfile): [ColumnFigure, Evidence][] {
  return [
    ...(column.order ? [['order', order(table, column)] as [ColumnFigure, Evidence]] : []),
    ...(column.shapes ? [['shapes', spread(table, column, 'shapes')] as [ColumnFigure, Evidence]] : []),
    ...(column.language ? [['language', spread(table, column, 'language')] as [ColumnFigure, Evidence]] : []),
    ...(column.coverage ? [['coverage', coverage(table, column, column.coverage)] as [ColumnFigure, Evidence]] : [])
  ]
}

function order(table: Table, column: ColumnProfile): Evidence {
  const name = ident(column.name)
  const { from, place } = placedRows(table.sql, table.columns)
  const moves = `SELECT ${name} AS v, lag(${name}) OVER (ORDER BY ${place}) AS before FROM ${from} WHERE ${name} IS NOT NULL`
  return {
    title: { fr: `Ordre des lignes de « ${column.name} »`, en: `Row order of “${column.name}”` },
    definition: {
      fr: 'Chaque valeur présente comparée à la précédente, dans l’ordre des lignes : plus grandes, plus petites, égales.',
      en: 'Each present value against the one before it, in the order of the rows: greater, lesser, equal.'
    },
    n: column.rows - column.missing,
    filter: rowsInWords(column.sampled),
    sql: `SELECT count(*) AS n, count(*) FILTER (v > before) AS up, count(*) FILTER (v < before) AS down, count(*) FILTER (v = before) AS same\nFROM (${moves})`,
    rowsSql: `SELECT ${placedList(table.columns)}\nFROM ${table.sql}\nWHERE ${name} IS NOT NULL`,
    table: table.ref,
    columns: [column.name]
  }
}

function spread(table: Table, column: ColumnProfile, figure: 'shapes' | 'language'): Evidence {
  const sampled = column[figure]?.sampled ?? null
  // A stride goes by the place of rows among those that are kept.
  const strided = (table.kept ? countedRows : placedRows)(table.sql, table.columns)
  // Read from some of the rows of a sample, or from all that the profile read.
  const from =
    sampled && sampled.n < column.rows - column.missing
      ? columnSampleSql(strided, column.name, column.rows, TEXT_SAMPLE)
      : rowRelation(table.sql, column.name).sql
  return {
    ...SPREAD[figure](column.name),
    n: column[figure]?.n ?? null,
    filter: rowsInWords(sampled),
    sql: figure === 'shapes' ? shapesSql(from, SHAPES) : languagesSql(from),
    rowsSql: `SELECT ${placedList(table.columns)}\nFROM ${table.sql}\nWHERE ${ident(column.name)} IS NOT NULL`,
    table: table.ref,
    columns: [column.name]
  }
}

const SPREAD: Record<'shapes' | 'language', (name: string) => Pick<Evidence, 'title' | 'definition'>> = {
  shapes: (name) => ({
    title: { fr: `Formes de « ${name} »`, en: `Shapes of “${name}”` },
    definition: {
      fr: 'Chaque texte réduit à sa forme : A pour une majuscule, a pour une autre lettre, 9 pour un chiffre, le reste tel quel.',
      en: 'Each text brought down to its shape: A for a capital, a for another letter, 9 for a digit, the rest as it is.'
    }
  }),
  language: (name) => ({
    title: { fr: `Langue de « ${name} »`, en: `Language of “${name}”` },
    definition: {
      fr: 'Langue dont le texte contient le plus de mots-outils (listes du projet Snowball), d’accents et d’élisions ; à égalité, et à partir de trois mots, celle dont il a le plus de terminaisons de mots ; autre sinon.',
      en: 'Language whose function words (lists of the Snowball project), accents and contractions the text holds most; where as many, and from three words on, the one whose word endings it holds most; else other.'
    }
  })
}

function coverage(table: Table, column: ColumnProfile, { step }: TimeCoverage): Evidence {
  const measure = measureSql('v', column.type, column.reading) ?? 'NULL'
  return {
    title: { fr: `Couverture de « ${column.name} »`, en: `Coverage of “${column.name}”` },
    definition: {
      fr: 'Périodes qui ont une valeur et périodes attendues, de la première à la dernière ; puis les plus longues suites de périodes sans valeur. Le pas est l’écart le plus courant entre deux jours voisins.',
      en: 'Periods that have a value and periods expected, from the first to the last; then the longest runs of periods without a value. The step is the most usual distance between neighbouring days.'
    },
    n: column.numeric?.n ?? null,
    filter: rowsInWords(column.sampled),
    sql: gapsSql(rowRelation(table.sql, column.name).sql, measure, step, 10),
    rowsSql: `SELECT ${placedList(table.columns)}\nFROM ${table.sql}\nWHERE ${ident(column.name)} IS NOT NULL`,
    table: table.ref,
    columns: [column.name]
  }
}
