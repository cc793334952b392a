import type { ColumnProfile, Scalar } from '../../../contract'
import { measureSql, quantileAt, scaleProof } from '../../profile'
import { ident } from '../../sql'
import { doubtfulSql, toldOf } from './doubtful'
import { proposal, type Known, type Proposal } from './proposal'

const ENOUGH = 30

/** Bounds of numbers, and the earliest date, that a few extreme values do not move. */
export async function boundRules(known: Known): Promise<Proposal[]> {
  const proposals: Proposal[] = []
  for (const column of known.profile.columns) {
    const found = boundsOf(column, known) && boundsOf(await withoutDoubtful(known, column), known)
    if (!found) continue
    const { min, max, reason } = found
    const spec = { kind: 'range' as const, column: column.name, min, max }
    proposals.push(proposal(known.table.ref, spec, reason, found.known ? 'accuracy' : 'credibility'))
  }
  return proposals
}

/** The figures that bounds rest on, of the values that no anomaly calls wrong: more than one wrong in a hundred would move them. */
async function withoutDoubtful({ project, table, ask }: Known, column: ColumnProfile): Promise<ColumnProfile> {
  const { name, type, reading, family, numeric } = column
  const measure = measureSql(ident(name), type, reading)
  const doubtful = doubtfulSql(name, toldOf({ project, table }, name))
  if (!doubtful || !measure || !numeric || family !== 'number') return column
  const [row] = await ask<{ negatives: number; n: number } & Record<`q${number}`, number | null>>(
    `SELECT count(x) AS n, count(*) FILTER (x < 0) AS negatives, ${SHARES.map((p, at) => `quantile_cont(x, ${p}) AS q${at}`).join(', ')} FROM (SELECT ${measure} AS x FROM (SELECT rowid, * FROM ${table.sql}) WHERE rowid NOT IN (SELECT rowid FROM (${doubtful})))`
  )
  if (!row || row.n < ENOUGH) return column
  const quantiles = SHARES.map((p, at) => ({ p, value: row[`q${at}`] ?? NaN }))
  return { ...column, numeric: { ...numeric, n: row.n, negatives: row.negatives, quantiles } }
}

/** Quantiles that bounds are made of. */
const SHARES = [0.01, 0.5, 0.99]

interface Bounds {
  min: Scalar
  max: Scalar
  /** Said by what the column stands for, not by its values. */
  known: boolean
  reason: Proposal['reason']
}

function boundsOf(column: ColumnProfile, { profile }: Known): Bounds | null {
  const { family, semantic, numeric } = column
  if (!numeric || numeric.n < ENOUGH || numeric.min === null || numeric.max === null) return null
  if (family === 'date') return earliest(column)
  if (family !== 'number') return null
  const { kind, scale } = semantic
  if (scale && ['known', 'ends'].includes(scaleProof(column, profile.columns) ?? ''))
    return { min: scale.min, max: scale.max, known: true, reason: { fr: `Note de ${scale.min} à ${scale.max}.`, en: `Score from ${scale.min} to ${scale.max}.` } } // prettier-ignore
  if (kind === 'age') return { min: 0, max: 120, known: true, reason: { fr: 'Âge en années.', en: 'Age in years.' } }
  if (kind === 'percent') {
    const most = quantileAt(column.numeric, 0.99) <= 1 ? 1 : 100
    return { min: 0, max: most, known: true, reason: { fr: 'Pourcentage.', en: 'Percentage.' } }
  }
  if (!['measure', 'money', 'duration', 'count'].includes(kind)) return null
  const { low, high } = robust(column)
  const positive = quantileAt(column.numeric, 0.01) >= 0 && numeric.negatives < 0.005 * numeric.n
  return {
    min: positive ? 0 : outward(low, -1),
    max: outward(high, 1),
    known: false,
    reason: {
      fr: 'Bornes bien au-delà de 99 % des valeurs (trois fois l’écart du 1er et du 99e centile à la médiane) ; les valeurs qu’une anomalie dit fausses n’y comptent pas.',
      en: 'Bounds far beyond 99% of the values (thrice the distance of the 1st and 99th percentile to the median); those that an anomaly calls wrong do not count.'
    }
  }
}

/** As the search for outliers fences values: on the plain scale, and on the logarithmic one where all are positive. */
function robust(column: ColumnProfile): { low: number; high: number } {
  const [q01, median, q99] = [
    quantileAt(column.numeric, 0.01),
    quantileAt(column.numeric, 0.5),
    quantileAt(column.numeric, 0.99)
  ]
  const logHigh = q01 >= 0 ? Math.expm1(2 * Math.log1p(q99) - Math.log1p(median)) : -Infinity
  return { low: q01 - 3 * (median - q01), high: Math.max(q99 + 3 * (q99 - median), logHigh) }
}

/** Later dates come with each delivery, earlier ones hardly ever: only the first bound is a rule. */
function earliest(column: ColumnProfile): Bounds | null {
  const { low } = robust({ ...column, numeric: column.numeric && { ...column.numeric, negatives: 0 } })
  const year = new Date(low * 1000).getUTCFullYear()
  if (!(year > 1850 && year < 2200)) return null
  return {
    min: `${year}-01-01`,
    max: null,
    known: false,
    reason: {
      fr: 'Année bien avant 99 % des dates ; une date plus ancienne est sans doute une faute de saisie ou une valeur par défaut.',
      en: 'Year well before 99% of the dates; an earlier date is likely a slip or a default value.'
    }
  }
}

/** The next number of two significant digits, away from the values. */
function outward(value: number, direction: 1 | -1): number {
  if (!Number.isFinite(value) || value === 0) return 0
  const step = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1)
  const places = direction > 0 ? Math.ceil(value / step) : Math.floor(value / step)
  return Number((places * step).toPrecision(12))
}
