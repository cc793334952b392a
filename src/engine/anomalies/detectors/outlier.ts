import type { ColumnProfile } from '../../../contract'
import { measureSql } from '../../profile'
import { ident, text } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { countSql, finding, named, rowsInWords } from '../finding'
import { beyondGap } from './beyond-gap'

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
      const found =
        (await describeScaled(context, column)) ??
        (await describeApart(context, column)) ??
        (await describe(context, column))
      if (found) yield found
      const zeros = await describeZeros(context, column)
      if (zeros) yield zeros
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

/** Leaves out the codes of a column, and its zeros where the bulk is well above: neither is a slip of the decimal mark. */
function asideSql({ name, disguised, numeric }: ColumnProfile, measure: string): string {
  const codes = disguised.map(({ value }) => text(value))
  const q05 = numeric?.quantiles.find(({ p }) => p === 0.05)?.value ?? 0
  return `${codes.length ? ` AND ${ident(name)}::VARCHAR NOT IN (${codes.join(', ')})` : ''}${numeric?.zeros && q05 > 0 ? ` AND ${measure} <> 0` : ''}`
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
  const told = asideSql(column, measure)
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

/** Of a column, the share that values beyond a gap may have, and how many of them are no chance of a long tail. */
const MOST_APART = 0.01
const LEAST_APART = 5
/** Width of the gap, in interquartile ranges on the logarithmic scale. */
const GAP = 1.1
/** From where a gap is looked for, in distances of the 95th percentile from the median. */
const TAIL = 1.5

/** Positive numbers that a gap parts from all others: so many that they hide behind one another where only the last hundredth is looked at. */
async function describeApart({ table, rows: ask }: DetectorContext, column: ColumnProfile) {
  const measure = measureSql(ident(column.name), column.type, column.reading)
  const facts = column.numeric
  const tail = bulkFences(column, TAIL)
  const at = (p: number): number => facts?.quantiles.find((quantile) => quantile.p === p)?.value ?? NaN
  if (!measure || !facts || !tail || !(at(0.05) > 0)) return null
  // Where half the values are one, the quartiles give the gap no width: any next value would lie beyond it.
  if (!(at(0.75) > at(0.25))) return null
  if ((facts.max ?? 0) <= (bulkFences(column, NEAR)?.high ?? Infinity)) return null
  const told = asideSql(column, measure)
  const [seen] = await ask<{ inside: number | null; beyond: number[] | null }>(
    `SELECT max(v) FILTER (v <= ${tail.high}) AS inside, list(v) FILTER (v > ${tail.high}) AS beyond FROM (SELECT ${measure} AS v FROM ${table.sql} WHERE true${told})`
  )
  if (!seen?.inside || !seen.beyond) return null
  const apart = beyondGap(seen.inside, seen.beyond, GAP * Math.log(at(0.75) / at(0.25)))
  if (!apart || apart.n < LEAST_APART || apart.n > MOST_APART * facts.n) return null
  const [name, count] = [named(column.name), rowsInWords(apart.n)]
  return finding(table, {
    kind: 'outlier',
    detector: 'outlier',
    columns: [column.name],
    where: `coalesce(${measure} >= ${apart.from}${told}, false)`,
    orderBy: `${measure} DESC`,
    rows: apart.n,
    severity: 'warning',
    confidence: 0.65,
    dimension: 'accuracy',
    message: {
      fr: `${name.fr} : ${count.fr} très loin au-delà des autres`,
      en: `${name.en}: ${count.en} very far beyond the others`
    },
    explanation: {
      fr: `À partir de ${written(apart.from, null, 'fr')} ; toutes les autres valeurs vont jusqu’à ${written(apart.last, null, 'fr')}, sans rien entre les deux, alors qu’une longue queue s’éclaircit peu à peu. Une unité ou une virgule s’est sans doute déplacée.`,
      en: `From ${written(apart.from, null, 'en')} on; all other values go up to ${written(apart.last, null, 'en')}, with nothing in between, while a long tail thins out by and by. A unit or a decimal mark has probably slipped.`
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

/** Share of zeros among amounts up to which they are no usual answer, and part of the 5th percentile under which nothing else may lie. */
const MOST_ZEROS = 0.05
const NOTHING = 1 / 3
/** Values from which an empty place near 0 is no chance. */
const ENOUGH = 200

/** Zeros among amounts and measures that are all well above: they often stand for a value that was not known. */
async function describeZeros({ table, rows: ask }: DetectorContext, column: ColumnProfile) {
  const measure = measureSql(ident(column.name), column.type, column.reading)
  const facts = column.numeric
  const q05 = facts?.quantiles.find(({ p }) => p === 0.05)?.value ?? NaN
  if (!measure || !facts || !['money', 'measure'].includes(column.semantic.kind)) return null
  if (facts.negatives || facts.zeros < 2 || facts.zeros > MOST_ZEROS * facts.n || facts.n < ENOUGH) return null
  // An empty text reads as 0 too, and says nothing of it.
  const isZero = (value: string): boolean => value.trim() !== '' && Number(value.replace(',', '.')) === 0
  if (!(q05 > 0) || column.disguised.some(({ value }) => isZero(value))) return null
  const where = `coalesce(${measure} = 0, false)`
  const [seen] = await ask<{ n: number; near: number; least: number }>(
    `SELECT count(*) FILTER (v = 0) AS n, count(*) FILTER (v > 0 AND v < ${NOTHING * q05}) AS near, min(v) FILTER (v > 0) AS least FROM (SELECT ${measure} AS v FROM ${table.sql})`
  )
  if (!seen?.n || seen.near) return null
  const [name, count] = [named(column.name), rowsInWords(seen.n)]
  return finding(table, {
    kind: 'outlier',
    detector: 'outlier',
    aspect: 'zero',
    columns: [column.name],
    where,
    rows: seen.n,
    severity: 'warning',
    confidence: 0.4,
    dimension: 'completeness',
    message: {
      fr: `${name.fr} : 0 loin de toutes les autres valeurs (${count.fr})`,
      en: `${name.en}: 0 far from all other values (${count.en})`
    },
    explanation: {
      fr: `La plus petite valeur après 0 est ${written(seen.least, null, 'fr')}, et 0 est rare : il dit sans doute que la valeur n’est pas connue. Compté comme une valeur, il tire la moyenne vers le bas. S’il dit « gratuit » ou « rien », il est juste.`,
      en: `The least value after 0 is ${written(seen.least, null, 'en')}, and 0 is rare: it probably says that the value is not known. Counted as a value, it pulls the mean down. Where it says “free” or “none”, it is right.`
    },
    proposal: {
      text: {
        fr: 'Vérifier à la source ce que dit 0 ; s’il dit « inconnu », le mettre à manquant.',
        en: 'Check with the source what 0 says; if it says “unknown”, set it to missing.'
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
