import type { ColumnFigure, ColumnInfo, ColumnProfile, Evidence, Histogram, NumericFacts } from '../../contract'
import { ident, placedList, placedRows } from '../sql'
import { underFilter, type ProfiledTable as Table } from './filtered'
import { measureSql } from './family'
import { rowsInWords } from './rows-in-words'
import { shapeEvidence } from './shape-evidence'
import { SPACES } from './sql/facts'
import { INSTANT_ROWS } from './profile-rows'
import { drawRows } from './sampling'
import { laterCopiesSql } from './sql/duplicates'
import { histogramSql } from './sql/histogram'
import { rowRelation } from './sql/relation'

/** Evidence of the table's own figures. */
export function tableEvidence(table: Table): { rows: Evidence; duplicateRows: Evidence } {
  const common = { n: table.rows, filter: rowsInWords(null), table: table.ref, columns: [] }
  const placed = placedRows(table.sql, table.columns)
  const copies = laterCopiesSql(placed, table.columns)
  const evidences: { rows: Evidence; duplicateRows: Evidence } = {
    rows: {
      ...common,
      title: { fr: 'Lignes', en: 'Rows' },
      definition: { fr: 'Nombre de lignes de la table.', en: 'Number of rows of the table.' },
      sql: `SELECT count(*) AS value FROM ${table.sql}`,
      rowsSql: `SELECT ${placedList(table.columns)} FROM ${table.sql}`
    },
    duplicateRows: {
      ...common,
      title: { fr: 'Lignes en double', en: 'Duplicate rows' },
      definition: {
        fr: 'Lignes égales à une ligne précédente dans toutes les colonnes.',
        en: 'Rows equal to an earlier row in every column.'
      },
      sql: `SELECT count(*) AS value FROM (${copies})`,
      rowsSql: `SELECT ${placed.place === 'rowid' ? 'rowid, *' : placed.all} FROM ${placed.from} WHERE ${placed.place} IN (${copies})`
    }
  }
  return { rows: underFilter(table, evidences.rows), duplicateRows: underFilter(table, evidences.duplicateRows) }
}

/** Evidence of every figure that a column's profile shows, over the rows that were read for it. */
export function columnEvidence(whole: Table, column: ColumnProfile): { figure: ColumnFigure; evidence: Evidence }[] {
  const table = column.sampled ? { ...whole, sql: drawRows(whole, INSTANT_ROWS).sql } : whole
  const name = ident(column.name)
  const info: ColumnInfo = { name: column.name, type: column.type }
  const x = measureSql(name, column.type, column.reading)
  const present = column.rows - column.missing
  const write = writer(table, column)
  const figures: [ColumnFigure, Evidence][] = [
    [
      'rows',
      write(
        'Lignes',
        'Rows',
        'Nombre de lignes de la table.',
        'Number of rows of the table.',
        'count(*)',
        'true',
        column.rows
      )
    ],
    [
      'missing',
      write(
        'Valeurs manquantes',
        'Missing values',
        'Lignes où la colonne n’a pas de valeur (NULL).',
        'Rows where the column has no value (NULL).',
        `count(*) FILTER (${name} IS NULL)`,
        `${name} IS NULL`,
        column.rows
      )
    ],
    [
      'distinct',
      write(
        'Valeurs distinctes',
        'Distinct values',
        'Nombre de valeurs différentes, sans les manquantes.',
        'Number of different values, missing ones left out.',
        `count(DISTINCT ${name})`,
        `${name} IS NOT NULL`,
        present
      )
    ],
    [
      'repeated',
      write(
        'Valeurs répétées',
        'Repeated values',
        'Lignes dont la valeur se trouve aussi sur une autre ligne.',
        'Rows whose value stands on another row too.',
        `count(${name})`,
        repeated(table, info),
        present,
        repeated(table, info)
      )
    ],
    [
      'min',
      write(
        'Minimum',
        'Minimum',
        'Plus petite valeur.',
        'Least value.',
        `min(${name})`,
        `${name} = (SELECT min(${name}) FROM ${table.sql})`,
        present
      )
    ],
    [
      'max',
      write(
        'Maximum',
        'Maximum',
        'Plus grande valeur.',
        'Greatest value.',
        `max(${name})`,
        `${name} = (SELECT max(${name}) FROM ${table.sql})`,
        present
      )
    ],
    ['top', top(table, column)]
  ]
  figures.push([
    'duplicates',
    write(
      'Doublons',
      'Duplicates',
      'Valeurs présentes moins les valeurs différentes : ce qui répète une valeur déjà vue.',
      'Present values less the different ones: what repeats a value seen before.',
      `count(${name}) - count(DISTINCT ${name})`,
      repeated(table, info),
      present
    )
  ])
  figures.push(...shapeEvidence(table, column))
  if (column.family === 'text') {
    const blank = `trim(${name}::VARCHAR, ${SPACES}) = ''`
    figures.push(
      [
        'blank',
        write(
          'Textes vides',
          'Blank texts',
          'Textes qui ne contiennent que des espaces.',
          'Texts that hold nothing but white space.',
          `count(*) FILTER (${blank})`,
          blank,
          present
        )
      ],
      [
        'lengths',
        write(
          'Longueur moyenne',
          'Mean length',
          'Moyenne du nombre de caractères.',
          'Mean number of characters.',
          `avg(length(${name}::VARCHAR))`,
          `${name} IS NOT NULL`,
          present
        )
      ]
    )
  }
  if (x && column.numeric) figures.push(...measured(write, x, column, column.numeric))
  if (column.histogram) figures.push(['histogram', histogram(table, column, column.histogram)])
  return figures.map(([figure, evidence]) => ({ figure, evidence: underFilter(whole, evidence) }))
}

type Write = (
  fr: string,
  en: string,
  definitionFr: string,
  definitionEn: string,
  value: string,
  rows: string,
  n: number,
  where?: string
) => Evidence

function writer(table: Table, column: ColumnProfile): Write {
  return (fr, en, definitionFr, definitionEn, value, rows, n, where) => ({
    title: { fr: `${fr} de « ${column.name} »`, en: `${en} of “${column.name}”` },
    definition: { fr: definitionFr, en: definitionEn },
    n,
    filter: rowsInWords(column.sampled),
    sql: `SELECT ${value} AS value, ${n === column.rows ? 'count(*)' : `count(${ident(column.name)})`} AS n\nFROM ${table.sql}${where ? `\nWHERE ${where}` : ''}`,
    rowsSql: `SELECT ${placedList(table.columns)}\nFROM ${table.sql}${rows === 'true' ? '' : `\nWHERE ${rows}`}`,
    table: table.ref,
    columns: [column.name]
  })
}

/** A measure of a column in its own unit: of dates a day and time to the second, not the seconds since 1970 that it is computed on. */
function inOwnUnit({ family, reading }: ColumnProfile): (seconds: string) => string {
  if (family !== 'date' && reading?.kind !== 'date') return (value) => value
  return (seconds) => `date_trunc('second', make_timestamp(round(${seconds} * 1000000)::BIGINT))`
}

function measured(write: Write, x: string, column: ColumnProfile, facts: NumericFacts): [ColumnFigure, Evidence][] {
  const name = ident(column.name)
  const own = inOwnUnit(column)
  const isOwn = own(x) === x
  const rows = `${x} IS NOT NULL`
  const shares = facts.quantiles.map(({ p }) => p).join(', ')
  const moments: [ColumnFigure, Evidence][] = [
    [
      'mean',
      write(
        'Moyenne',
        'Mean',
        'Somme des valeurs divisée par leur nombre.',
        'Sum of the values divided by their number.',
        own(`avg(${x})`),
        rows,
        facts.n
      )
    ],
    [
      'sd',
      write(
        'Écart-type',
        'Standard deviation',
        'Racine de la variance, divisée par n − 1.',
        'Square root of the variance, divided by n − 1.',
        `stddev_samp(${x})`,
        rows,
        facts.n
      )
    ],
    [
      'quantiles',
      write(
        'Quantiles',
        'Quantiles',
        'Valeurs sous lesquelles se trouve une part donnée des lignes (interpolation de type 7).',
        'Values below which a given share of rows lies (type 7 interpolation).',
        isOwn
          ? `quantile_cont(${x}, [${shares || '0.5'}])`
          : `list_transform(quantile_cont(${x}, [${shares || '0.5'}]), lambda q: ${own('q')})`,
        rows,
        facts.n
      )
    ]
  ]
  const figures: [ColumnFigure, Evidence][] = [
    ...(facts.quantiles.length ? moments : []),
    ...(facts.skew === null ? [] : [skew(write, x, facts)]),
    ...(facts.mad === null ? [] : [mad(write, x, facts.n)]),
    [
      'zeros',
      write(
        'Zéros',
        'Zeros',
        'Lignes où la valeur est 0.',
        'Rows where the value is 0.',
        `count(*) FILTER (${x} = 0)`,
        `${x} = 0`,
        facts.n
      )
    ],
    [
      'negatives',
      write(
        'Valeurs négatives',
        'Negative values',
        'Lignes où la valeur est inférieure à 0.',
        'Rows where the value is below 0.',
        `count(*) FILTER (${x} < 0)`,
        `${x} < 0`,
        facts.n
      )
    ]
  ]
  if (facts.notFinite)
    figures.push([
      'not_finite',
      write(
        'Valeurs non numériques',
        'Values that are no number',
        'Valeurs présentes qui ne sont pas un nombre fini.',
        'Values that are present but no finite number.',
        `count(*) FILTER (${name} IS NOT NULL AND ${x} IS NULL)`,
        `${name} IS NOT NULL AND ${x} IS NULL`,
        facts.n
      )
    ])
  return figures
}

function skew(write: Write, x: string, { n, mean }: NumericFacts): [ColumnFigure, Evidence] {
  return [
    'skew',
    write(
      'Asymétrie',
      'Skewness',
      'Coefficient G1 de Fisher-Pearson, corrigé : 0 si la répartition est symétrique, positif si elle traîne vers les grandes valeurs.',
      'Adjusted Fisher-Pearson coefficient G1: 0 where the distribution is symmetric, positive with a tail towards great values.',
      // Around the mean, so that values far from zero (dates) keep their digits.
      `skewness((${x}) - '${mean ?? 0}'::DOUBLE)`,
      `${x} IS NOT NULL`,
      n
    )
  ]
}

function mad(write: Write, x: string, n: number): [ColumnFigure, Evidence] {
  return [
    'mad',
    write(
      'Écart absolu médian',
      'Median absolute deviation',
      'Médiane des écarts à la médiane : une dispersion que les valeurs extrêmes ne changent pas.',
      'Median of the distances to the median: a spread that extreme values do not change.',
      `mad(${x})`,
      `${x} IS NOT NULL`,
      n
    )
  ]
}

function histogram(table: Table, column: ColumnProfile, { bins }: Histogram): Evidence {
  const edges = [...new Set(bins.flatMap(({ from, to }) => [from, to]))]
    .filter((edge) => edge !== null)
    .sort((a, b) => a - b)
  const measure = measureSql('v', column.type, column.reading) ?? 'NULL'
  return {
    title: { fr: `Répartition de « ${column.name} »`, en: `Distribution of “${column.name}”` },
    definition: {
      fr: 'Nombre de lignes par intervalle ; chaque intervalle contient sa borne basse, pas sa borne haute.',
      en: 'Number of rows by range; each range holds its lower end, not its upper one.'
    },
    n: column.numeric?.n ?? null,
    filter: rowsInWords(column.sampled),
    sql: histogramSql(rowRelation(table.sql, column.name), measure, edges),
    rowsSql: `SELECT ${placedList(table.columns)}\nFROM ${table.sql}\nWHERE ${ident(column.name)} IS NOT NULL`,
    table: table.ref,
    columns: [column.name]
  }
}

function repeated(table: Table, column: ColumnInfo): string {
  const name = ident(column.name)
  return `${name} IN (SELECT ${name} FROM ${table.sql} WHERE ${name} IS NOT NULL GROUP BY ${name} HAVING count(*) > 1)`
}

function top(table: Table, column: ColumnProfile): Evidence {
  const name = ident(column.name)
  return {
    title: { fr: `Valeurs les plus fréquentes de « ${column.name} »`, en: `Most frequent values of “${column.name}”` },
    definition: {
      fr: 'Valeurs différentes et nombre de lignes de chacune, les plus fréquentes d’abord.',
      en: 'Different values and the number of rows of each, the most frequent first.'
    },
    n: column.rows - column.missing,
    filter: rowsInWords(column.sampled),
    sql: `SELECT ${name} AS valeur, count(*) AS n\nFROM ${table.sql}\nWHERE ${name} IS NOT NULL\nGROUP BY ALL\nORDER BY n DESC, valeur\nLIMIT 20`,
    rowsSql: `SELECT ${placedList(table.columns)}\nFROM ${table.sql}\nWHERE ${name} IS NOT NULL`,
    table: table.ref,
    columns: [column.name]
  }
}
