import type { ColumnProfile } from '../../../contract'
import { measureSql } from '../../profile'
import { ident } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { countSql, finding, named, rowsInWords } from '../finding'

/** Numbers far beyond all others, on their own scale and, where they are positive, on a logarithmic one: skewed columns keep their tails. */
export const outlier: Detector = {
  name: 'outlier',
  title: { fr: 'Valeurs extrêmes', en: 'Outliers' },
  kinds: ['outlier'],
  async *detect(context) {
    const numbers = columnsWhere(
      context,
      ({ semantic, numeric, distinct }) =>
        ['measure', 'money', 'duration', 'count', 'percent'].includes(semantic.kind) &&
        (numeric?.n ?? 0) >= 50 &&
        distinct >= 8
    )
    for (const column of numbers) {
      const found = (await describeScaled(context, column)) ?? (await describe(context, column))
      if (found) yield found
    }
  }
}

/** Fences beyond the 1st and 99th percentiles: as far again from the median, thrice on the plain scale and once on the logarithmic one. */
export function fences(column: ColumnProfile): { low: number | null; high: number | null } {
  const facts = column.numeric
  if (!facts || facts.min === null || facts.max === null) return { low: null, high: null }
  const at = (p: number): number => facts.quantiles.find((quantile) => quantile.p === p)?.value ?? NaN
  const [q01, median, q99] = [at(0.01), at(0.5), at(0.99)]
  const positive = q01 >= 0
  const plainHigh = q99 + 3 * (q99 - median)
  const logHigh = positive ? Math.expm1(2 * Math.log1p(q99) - Math.log1p(median)) : -Infinity
  const plainLow = q01 - 3 * (median - q01)
  const high = Math.max(plainHigh, logHigh)
  return {
    low: facts.min < plainLow && median > q01 ? plainLow : null,
    high: facts.max > high && q99 > median ? high : null
  }
}

async function describe({ table, rows: ask }: DetectorContext, column: ColumnProfile) {
  const measure = measureSql(ident(column.name), column.type, column.reading)
  const { low, high } = fences(column)
  if (!measure || (low === null && high === null)) return null
  const outside = [
    ...(low === null ? [] : [`${measure} < ${low}`]),
    ...(high === null ? [] : [`${measure} > ${high}`])
  ].join(' OR ')
  const codes = column.disguised.map(({ value }) => `'${value.replaceAll(`'`, `''`)}'`)
  // Negative values of columns that have hardly any are told as impossible.
  const where = `(${outside})${codes.length ? ` AND ${ident(column.name)}::VARCHAR NOT IN (${codes.join(', ')})` : ''}`
  const n = (await ask<{ n: number }>(countSql(table, where)))[0]?.n ?? 0
  if (!n || n > Math.max(2, (column.numeric?.n ?? 0) * 0.005)) return null
  const [name, count] = [named(column.name), rowsInWords(n)]
  return finding(table, {
    kind: 'outlier',
    detector: 'outlier',
    columns: [column.name],
    where,
    orderBy: `${measure} DESC`,
    rows: n,
    severity: 'warning',
    confidence: n <= 3 || n / (column.numeric?.n ?? 1) < 0.001 ? 0.65 : 0.5,
    dimension: 'credibility',
    message: {
      fr: `${name.fr} : ${count.fr} très loin des autres`,
      en: `${name.en}: ${count.en} very far from the others`
    },
    explanation: {
      fr: `Au-delà de ${written(low, high, 'fr')}, soit bien plus loin de la médiane que 99 % des valeurs. Une erreur d’unité ou de saisie est possible, un cas rare aussi.`,
      en: `Beyond ${written(low, high, 'en')}, much farther from the median than 99% of the values. It may be a slip of unit or typing, or a rare case.`
    },
    proposal: {
      text: {
        fr: 'Vérifier ces lignes ; préférer médiane et quantiles à la moyenne tant qu’elles restent.',
        en: 'Check these rows; prefer median and quantiles to the mean as long as they stay.'
      },
      repair: { kind: 'review' }
    }
  })
}

/** Of a column, the share that values of a wrong order of magnitude may have, and what makes them one kind of error. */
const MOST_SCALED = 0.03
const SCALED = 0.8
/** Distances from the median to the 5th and 95th percentiles: 6.6 deviations of a normal distribution. */
const FAR = 4
const NEAR = 2.5
/** Where the bulk of positive values spans more, or others lean to one side, any greater number falls among them once divided. */
const NARROW = 10
const EVEN = 1.5

/** How far the bulk of a column reaches: so many distances of its 5th and 95th percentiles, which a few errors do not move. */
export function bulkFences(column: ColumnProfile, width: number): { low: number; high: number } | null {
  const at = (p: number): number => column.numeric?.quantiles.find((quantile) => quantile.p === p)?.value ?? NaN
  const [q05, median, q95] = [at(0.05), at(0.5), at(0.95)]
  if (!(q95 > median) || !(median > q05)) return null
  const positive = q05 > 0
  const even = q95 - median <= EVEN * (median - q05)
  const plain = median + width * (q95 - median)
  const low = median - width * (median - q05)
  return {
    high: positive && !even ? Math.max(plain, median * (q95 / median) ** width) : plain,
    low: positive ? Math.max(low, median * (q05 / median) ** width) : low
  }
}

/** Values set apart from all others that a shift of the decimal mark, or of the sign, brings back among them. */
async function describeScaled({ table, rows: ask }: DetectorContext, column: ColumnProfile) {
  const measure = measureSql(ident(column.name), column.type, column.reading)
  const facts = column.numeric
  const [far, near] = [bulkFences(column, FAR), bulkFences(column, NEAR)]
  if (!measure || !facts || !far || !near || facts.min === null || facts.max === null) return null
  if (facts.min >= far.low && facts.max <= far.high) return null
  const at = (p: number): number => facts.quantiles.find((quantile) => quantile.p === p)?.value ?? NaN
  const [q05, median, q95] = [at(0.05), at(0.5), at(0.95)]
  if (q05 > 0 ? q95 > NARROW * q05 : q95 - median > EVEN * (median - q05)) return null
  const codes = column.disguised.map(({ value }) => `'${value.replaceAll(`'`, `''`)}'`)
  const told = codes.length ? ` AND ${ident(column.name)}::VARCHAR NOT IN (${codes.join(', ')})` : ''
  const where = `(${measure} < ${far.low} OR ${measure} > ${far.high})${told}`
  const usual = (factor: string): string => `v * ${factor} BETWEEN ${q05} AND ${q95}`
  const back = ['0.1', '0.01', '0.001', '10', '100', '1000', '(-1)'].map(usual).join(' OR ')
  const [seen] = await ask<{ n: number; back: number; between: number }>(
    `SELECT count(*) FILTER (far) AS n, count(*) FILTER (far AND (${back})) AS back, count(*) FILTER (NOT far) AS between FROM (SELECT ${measure} AS v, coalesce(${where}, false) AS far FROM ${table.sql} WHERE (${measure} < ${near.low} OR ${measure} > ${near.high})${told})`
  )
  const n = seen?.n ?? 0
  if (!seen || n < 2 || n > MOST_SCALED * facts.n || seen.back < SCALED * n || seen.between > n) return null
  const [name, count] = [named(column.name), rowsInWords(n)]
  return finding(table, {
    kind: 'outlier',
    detector: 'outlier',
    columns: [column.name],
    where: `coalesce(${where}, false)`,
    orderBy: `${measure} DESC`,
    rows: n,
    severity: 'warning',
    confidence: 0.7,
    dimension: 'accuracy',
    message: {
      fr: `${name.fr} : ${count.fr} d’un autre ordre de grandeur que les autres`,
      en: `${name.en}: ${count.en} of another order of magnitude than the others`
    },
    explanation: {
      fr: `Au-delà de ${written(far.low, far.high, 'fr')}, loin de toutes les autres ; divisées ou multipliées par 10, 100 ou 1 000, ou de signe inversé, la plupart tombent parmi elles. Une virgule ou une unité s’est sans doute déplacée.`,
      en: `Beyond ${written(far.low, far.high, 'en')}, far from all others; divided or multiplied by 10, 100 or 1,000, or with the sign turned, most fall among them. A decimal mark or a unit has probably slipped.`
    },
    proposal: {
      text: {
        fr: 'Vérifier l’unité et la virgule à la source, puis corriger ; sinon, mettre à manquant.',
        en: 'Check unit and decimal mark at the source, then correct; else set to missing.'
      },
      repair: { kind: 'review' }
    }
  })
}

function written(low: number | null, high: number | null, language: 'fr' | 'en'): string {
  const write = (value: number): string =>
    value.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB', { maximumSignificantDigits: 4 })
  return [low, high].flatMap((end) => (end === null ? [] : [write(end)])).join(language === 'fr' ? ' ou ' : ' or ')
}
