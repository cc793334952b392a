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
      const found = await describe(context, column)
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

function written(low: number | null, high: number | null, language: 'fr' | 'en'): string {
  const write = (value: number): string =>
    value.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB', { maximumSignificantDigits: 4 })
  return [low, high].flatMap((end) => (end === null ? [] : [write(end)])).join(language === 'fr' ? ' ou ' : ' or ')
}
