import type { Anomaly, ColumnProfile, DisguisedMissing, LocalizedText } from '../../../contract'
import { measureSql } from '../../profile'
import { ident, text } from '../../sql'
import type { Table } from '../../tables'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { countSql, finding, named, quotedValues, rowsInWords, valueInWords } from '../finding'
import { nullPositions } from './null-position'
import { hasZeroYear } from './years'

/** Values that stand for "missing": words such as N/A, codes such as 99 set apart from the other values, default dates. */
export const disguisedMissing: Detector = {
  name: 'disguised_missing',
  title: { fr: 'Manquants déguisés', en: 'Disguised missing values' },
  kinds: ['disguised_missing'],
  async *detect(context) {
    for (const column of columnsWhere(context, ({ disguised }) => disguised.length > 0)) {
      const found = await describe(context, column, await zeroAsMark(context, column))
      if (found) yield found
    }
    for (const column of columnsWhere(context, hasZeroYear)) {
      const found = await describeZeroYear(context, column)
      if (found) yield found
    }
    yield* nullPositions(context)
  }
}

/** 0 among years, which no calendar has; 00 is rather the year 2000 in two digits. */
async function describeZeroYear({ table, rows: ask }: DetectorContext, column: ColumnProfile) {
  const measure = measureSql(ident(column.name), column.type, column.reading)
  if (!measure) return null
  const where = `coalesce(${measure} = 0 AND trim(${ident(column.name)}::VARCHAR) <> '00', false)`
  const written = await ask<{ value: string; n: number }>(
    `SELECT ${ident(column.name)}::VARCHAR AS value, count(*) AS n FROM ${table.sql} WHERE ${where} GROUP BY ALL ORDER BY n DESC, value`
  )
  const rows = written.reduce((sum, { n }) => sum + n, 0)
  if (!rows) return null
  const [name, count] = [named(column.name), rowsInWords(rows)]
  return finding(table, {
    kind: 'disguised_missing',
    detector: 'disguised_missing',
    aspect: 'year',
    columns: [column.name],
    where,
    rows,
    severity: 'critical',
    confidence: 0.85,
    dimension: 'completeness',
    message: {
      fr: `${name.fr} : 0 dit sans doute « manquant » (${count.fr})`,
      en: `${name.en}: 0 probably means “missing” (${count.en})`
    },
    explanation: {
      fr: 'Les autres valeurs sont des années, et il n’y a pas d’année 0. Compté comme une valeur, il fausse moyennes et écarts.',
      en: 'The other values are years, and there is no year 0. Counted as a value, it distorts means and differences.'
    },
    proposal: {
      text: { fr: 'Remplacer 0 par une valeur manquante.', en: 'Replace 0 by a missing value.' },
      repair: { kind: 'set_missing', column: column.name, values: written.map(({ value }) => value) }
    }
  })
}

/** Values that a sentence names. */
const MOST_SHOWN = 4

/** Share of the rows from which a word such as NSP is an answer of a list like the others. */
const ANSWER = 0.08

/** Answers of 0 that are enough to tell how those who gave them answer elsewhere. */
const ENOUGH = 30

/** The mean mark elsewhere of those who give 0, and of those who give 1. */
interface LowMarks {
  zero: number
  one: number
}

/**
 * Whether 0 below a scale from 1 is a mark after all, the lowest: those who give it are as hard on the other questions of that scale as
 * those who give 1, or harder. Who was not concerned answers elsewhere as anybody does. Null where not.
 */
async function zeroAsMark(context: DetectorContext, column: ColumnProfile): Promise<LowMarks | null> {
  const { scale } = column.semantic
  const zero = column.disguised.find(({ value }) => Number(value) === 0)
  if (scale?.min !== 1 || !zero || column.disguised.length > 1 || zero.n < ENOUGH || column.family !== 'number')
    return null
  const others = columnsWhere(
    context,
    ({ name, family, semantic }) =>
      name !== column.name && family === 'number' && semantic.scale?.min === 1 && semantic.scale.max === scale.max
  )
  if (!others.length) return null
  const marks = others.map(({ name }) => `CASE WHEN ${ident(name)} BETWEEN 1 AND ${scale.max} THEN ${ident(name)} END`)
  const own = ident(column.name)
  const means = await context.rows<{ mark: number; n: number; mean: number; sd: number }>(
    `SELECT least(mark, 2) AS mark, count(mean) AS n, avg(mean) AS mean, stddev_samp(mean) AS sd FROM (SELECT ${own}::INTEGER AS mark, list_avg([${marks.join(', ')}]) AS mean FROM ${context.table.sql} WHERE ${own} BETWEEN 0 AND ${scale.max}) GROUP BY ALL`
  )
  const [none, one, more] = [0, 1, 2].map((mark) => means.find((seen) => seen.mark === mark))
  if (!none || !one || !more || Math.min(none.n, one.n, more.n) < ENOUGH) return null
  const error = none.sd / Math.sqrt(none.n)
  const anybody = (one.n * one.mean + more.n * more.mean) / (one.n + more.n)
  return none.mean < anybody - 3 * error && none.mean <= one.mean + error ? { zero: none.mean, one: one.mean } : null
}

async function describe({ table, rows: ask }: DetectorContext, column: ColumnProfile, marks: LowMarks | null) {
  const values = column.disguised.map(({ value }) => value)
  const where = `${ident(column.name)}::VARCHAR IN (${values.map(text).join(', ')})`
  const n = (await ask<{ n: number }>(countSql(table, where)))[0]?.n ?? 0
  if (!n) return null
  const [name, count] = [named(column.name), rowsInWords(n)]
  const answer = ['category', 'boolean'].includes(column.semantic.kind) && !column.numeric && n >= ANSWER * column.rows
  const sure = column.disguised.reduce((least, { confidence }) => Math.min(least, confidence), answer ? 0.3 : 1)
  if (marks) return lowestMark(table, column, { where, rows: n, marks })
  const said = quotedValues(column, values, MOST_SHOWN)
  const means = values.length > 1 ? { fr: 'disent', en: 'mean' } : { fr: 'dit', en: 'means' }
  const reasons = (language: 'fr' | 'en'): string =>
    column.disguised.map((one) => sentence(reasonInWords(column, one)[language])).join(' ')
  return finding(table, {
    kind: 'disguised_missing',
    detector: 'disguised_missing',
    columns: [column.name],
    where,
    rows: n,
    severity: column.numeric && column.family === 'number' ? 'critical' : 'warning',
    confidence: sure,
    dimension: 'completeness',
    message: {
      fr: `${name.fr} : ${said.fr} ${means.fr} sans doute « manquant » (${count.fr})`,
      en: `${name.en}: ${said.en} probably ${means.en} “missing” (${count.en})`
    },
    explanation: {
      fr: `${reasons('fr')} Compté comme une valeur, il fausse moyennes et totaux.`,
      en: `${reasons('en')} Counted as a value, it distorts means and totals.`
    },
    proposal: {
      text: {
        fr: `Remplacer ${said.fr} par une valeur manquante.`,
        en: `Replace ${said.en} by a missing value.`
      },
      repair: { kind: 'set_missing', column: column.name, values }
    }
  })
}

/** Told all the same, for the answers count as missing until the scale is known to begin at 0. */
function lowestMark(
  table: Table,
  { name, semantic: { scale } }: ColumnProfile,
  { where, rows, marks }: { where: string; rows: number; marks: LowMarks }
): Anomaly {
  const [column, count, max] = [named(name), rowsInWords(rows), scale?.max ?? 0]
  const write = (value: number, language: string): string =>
    value.toLocaleString(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  return finding(table, {
    kind: 'disguised_missing',
    detector: 'disguised_missing',
    columns: [name],
    where,
    rows,
    severity: 'info',
    confidence: 0.05,
    dimension: 'completeness',
    message: {
      fr: `${column.fr} : 0 est sans doute une vraie note, la plus basse (${count.fr})`,
      en: `${column.en}: 0 is probably a true mark, the lowest (${count.en})`
    },
    explanation: {
      fr: `Sur une échelle de 1 à ${max}, 0 dirait « sans réponse ». Mais qui met 0 ici est sévère aussi aux autres questions (${write(marks.zero, 'fr-FR')} en moyenne ; ${write(marks.one, 'fr-FR')} pour qui met 1) : l’échelle va sans doute de 0 à ${max}.`,
      en: `On a scale from 1 to ${max}, 0 would say “no answer”. But those who give 0 here are hard on the other questions too (${write(marks.zero, 'en-GB')} on average; ${write(marks.one, 'en-GB')} for those who give 1): the scale probably runs from 0 to ${max}.`
    },
    proposal: {
      text: {
        fr: 'Lire l’échelle dans le questionnaire avant de rendre ces réponses manquantes.',
        en: 'Read the scale in the questionnaire before making these answers missing.'
      },
      repair: { kind: 'review' }
    }
  })
}

/** Why a value stands for "missing", the value as it is shown. */
function reasonInWords(column: ColumnProfile, { value, reason }: DisguisedMissing): LocalizedText {
  const shown = valueInWords(column, value)
  const written = value.trim()
  return { fr: reason.fr.replace(written, () => shown.fr), en: reason.en.replace(written, () => shown.en) }
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
