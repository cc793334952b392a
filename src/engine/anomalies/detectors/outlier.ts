import type { ColumnProfile, LocalizedText } from '../../../contract'
import { hints, measureSql, quantileAt } from '../../profile'
import { ident, text } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { countSql, finding, named, rowsInWords } from '../finding'
import { beyondGap } from './beyond-gap'
import { bulkFences, EVEN, FAR, NARROW, NEAR } from './bulk-fences'
import { bulkOf } from './bulk-of'
import { ofOneGroup } from './of-one-group'
import { secondUnit } from './second-unit'
import { hasZeroYear, writtenNumber } from './years'
import { describeZeros } from './zeros-apart'

/** Years are few in a column, and tell as much. */
const LEAST_DISTINCT = 8
const LEAST_YEARS = 3
/** What far values are told of as such. */
const SIDES: readonly string[] = ['measure', 'money', 'duration', 'count', 'percent', 'year']
/** An age that nobody reaches is told as impossible. */
const OLDEST = 120

/** Numbers far beyond all others, on their own scale and, where they are positive, on a logarithmic one: skewed columns keep their tails. */
export const outlier: Detector = {
  name: 'outlier',
  title: { fr: 'Valeurs extrêmes', en: 'Outliers' },
  kinds: ['outlier', 'disguised_missing', 'mixed_units'],
  async *detect(context) {
    const numbers = columnsWhere(
      context,
      ({ semantic, numeric, distinct }) =>
        (SIDES.includes(semantic.kind) || ['age', 'coordinate', 'identifier'].includes(semantic.kind)) &&
        (numeric?.n ?? 0) >= 50 &&
        distinct >= (semantic.kind === 'year' ? LEAST_YEARS : LEAST_DISTINCT)
    )
    for (const own of numbers) {
      const { column, beyond } = await bulkOf(context, own)
      const zeros =
        (await describeZeros(context, column, beyond > 0)) ?? (beyond ? await describeZeros(context, own, false) : null)
      const scaled = column.semantic.kind === 'identifier' ? null : await describeScaled(context, column, beyond > 0)
      const mayBear = SIDES.includes(own.semantic.kind) && own.semantic.kind !== 'year'
      const otherwise = scaled ?? (mayBear ? await secondUnit(context, own) : null)
      if (otherwise) yield otherwise
      // People of another age than most, and places far from most, are no error by that alone.
      else if (SIDES.includes(column.semantic.kind)) yield* describeSides(context, column, beyond > 0, zeros !== null)
      if (zeros) yield zeros
    }
  }
}

type Side = 'low' | 'high'

/** Each side for itself, so that the far values of one hide none of the other: those that a gap parts, else those beyond the fences. */
async function* describeSides(context: DetectorContext, column: ColumnProfile, hidden: boolean, zerosTold: boolean) {
  const apart = await findApart(context, column, hidden)
  for (const side of ['high', 'low'] as const) if (apart[side]) yield describeApart(context, column, side, apart[side])
  const { low, high } = fences(column)
  const left = { low: apart.low ? null : low, high: apart.high ? null : high }
  const beyond = await describe(context, column, left, {
    zerosTold,
    ...(apart.high ? { aspect: 'low' } : {})
  })
  if (beyond) yield beyond
}

/** Fences beyond the 1st and 99th percentiles: as far again from the median, thrice on the plain scale and once on the logarithmic one. */
export function fences(column: ColumnProfile): { low: number | null; high: number | null } {
  const facts = column.numeric
  if (!facts || facts.min === null || facts.max === null) return { low: null, high: null }
  const at = (p: number): number => quantileAt(facts, p)
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

async function describe(
  { table, rows: ask }: DetectorContext,
  column: ColumnProfile,
  { low, high }: { low: number | null; high: number | null },
  { zerosTold, aspect }: { zerosTold: boolean; aspect?: string }
) {
  const measure = measureSql(ident(column.name), column.type, column.reading)
  if (!measure || (low === null && high === null)) return null
  const outside = [
    ...(low === null ? [] : [`${measure} < ${low}`]),
    ...(high === null ? [] : [`${measure} > ${high}`])
  ].join(' OR ')
  const codes = column.disguised.map(({ value }) => text(value))
  const zeros = zerosTold || hasZeroYear(column) ? ` AND ${measure} <> 0` : ''
  // Negative values of columns that have hardly any are told as impossible.
  const where = `(${outside})${codes.length ? ` AND ${ident(column.name)}::VARCHAR NOT IN (${codes.join(', ')})` : ''}${zeros}`
  const n = (await ask<{ n: number }>(countSql(table, where)))[0]?.n ?? 0
  if (!n || n > Math.max(2, (column.numeric?.n ?? 0) * 0.005)) return null
  const [name, count] = [named(column.name), rowsInWords(n)]
  const beyond = beyondWords(column, low, high)
  return finding(table, {
    kind: 'outlier',
    detector: 'outlier',
    ...(aspect ? { aspect } : {}),
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
      fr: `${beyond.fr}, soit bien plus loin de la médiane que 99 % des valeurs. Une erreur d’unité ou de saisie est possible, un cas rare aussi.`,
      en: `${beyond.en}, much farther from the median than 99% of the values. It may be a slip of unit or typing, or a rare case.`
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
/** The same of one where so many values lie far off that they hide one another, and for one of them how many may lie between them and the bulk. */
const MOST_CROWDED = 0.06
const BETWEEN = 0.1
/** Leaves out the codes of a column, and its zeros where the bulk is well above: neither is a slip of the decimal mark. */
function asideSql({ name, disguised, numeric }: ColumnProfile, measure: string): string {
  const codes = disguised.map(({ value }) => text(value))
  const q05 = numeric?.quantiles.find(({ p }) => p === 0.05)?.value ?? 0
  return `${codes.length ? ` AND ${ident(name)}::VARCHAR NOT IN (${codes.join(', ')})` : ''}${numeric?.zeros && q05 > 0 ? ` AND ${measure} <> 0` : ''}`
}

/** Leaves out what no age and no place on earth has. */
function toldAsImpossible({ name, semantic }: ColumnProfile, measure: string): string {
  if (semantic.kind === 'age') return ` AND ${measure} BETWEEN 0 AND ${OLDEST}`
  return semantic.kind === 'coordinate' ? ` AND abs(${measure}) <= ${hints(name, 'latitude') ? 90 : 180}` : ''
}

/** Values set apart from all others that a shift of the decimal mark, or of the sign, brings back among them. */
async function describeScaled(context: DetectorContext, column: ColumnProfile, hidden: boolean) {
  const { table, rows: ask } = context
  const measure = measureSql(ident(column.name), column.type, column.reading)
  const facts = column.numeric
  const [far, near] = [bulkFences(column, FAR), bulkFences(column, NEAR)]
  if (!measure || !facts || !far || !near || facts.min === null || facts.max === null) return null
  if (facts.min >= far.low && facts.max <= far.high) return null
  const at = (p: number): number => quantileAt(facts, p)
  const [q05, median, q95] = [at(0.05), at(0.5), at(0.95)]
  if (q05 > 0 ? q95 > NARROW * q05 : q95 - median > EVEN * (median - q05)) return null
  const told = asideSql(column, measure) + toldAsImpossible(column, measure)
  const where = `(${measure} < ${far.low} OR ${measure} > ${far.high})${told}`
  const usual = (factor: string): string => `v * ${factor} BETWEEN ${q05} AND ${q95}`
  const back = ['0.1', '0.01', '0.001', '10', '100', '1000', '(-1)'].map(usual).join(' OR ')
  const [seen] = await ask<{ n: number; back: number; between: number }>(
    `SELECT count(*) FILTER (far) AS n, count(*) FILTER (far AND (${back})) AS back, count(*) FILTER (NOT far) AS between FROM (SELECT ${measure} AS v, coalesce(${where}, false) AS far FROM ${table.sql} WHERE (${measure} < ${near.low} OR ${measure} > ${near.high})${told})`
  )
  const n = seen?.n ?? 0
  if (!seen || n < 2 || seen.back < SCALED * n || seen.between > n) return null
  if (n > MOST_SCALED * facts.n) {
    if (!hidden || n > MOST_CROWDED * facts.n || seen.between > BETWEEN * n) return null
    if (await ofOneGroup(context, column, `coalesce(${where}, false)`)) return null
  }
  const [name, count] = [named(column.name), rowsInWords(n)]
  const beyond = beyondWords(column, facts.min < far.low ? far.low : null, facts.max > far.high ? far.high : null)
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
      fr: `${beyond.fr}, loin de toutes les autres ; divisées ou multipliées par 10, 100 ou 1 000, ou de signe inversé, la plupart tombent parmi elles. Une virgule ou une unité s’est sans doute déplacée.`,
      en: `${beyond.en}, far from all others; divided or multiplied by 10, 100 or 1,000, or with the sign turned, most fall among them. A decimal mark or a unit has probably slipped.`
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
const MOST_HIDDEN = 0.05
const LEAST_APART = 5
/** Width of the gap, in interquartile ranges on the logarithmic scale. */
const GAP = 1.1
/** From where a gap is looked for, in distances of the 95th percentile from the median. */
const TAIL = 1.5

interface Apart {
  /** The first value beyond the gap, the last one before it, and how many lie beyond. */
  from: number
  last: number
  n: number
}

/**
 * Positive numbers that a gap parts from all others, on each side: so many that they hide behind one another where only the last hundredth
 * is looked at. Fewer where that hundredth is full of them, or of codes. A small number is less of a surprise than a great one: it must be
 * far from the bulk too.
 */
async function findApart(
  context: DetectorContext,
  column: ColumnProfile,
  hidden: boolean
): Promise<Partial<Record<Side, Apart>>> {
  const { table, rows: ask } = context
  const measure = measureSql(ident(column.name), column.type, column.reading)
  const facts = column.numeric
  const [tail, near, far] = [TAIL, NEAR, FAR].map((width) => bulkFences(column, width))
  const at = (p: number): number => quantileAt(facts, p)
  if (!measure || !facts || !tail || !near || !far || !(at(0.05) > 0)) return {}
  // Where half the values are one, the quartiles give the gap no width: any next value would lie beyond it.
  if (!(at(0.75) > at(0.25))) return {}
  const looked = {
    high: (facts.max ?? 0) > near.high,
    // Where some values are negative, small positive ones lie between them and the others; not where these have but the wrong sign.
    low: (facts.min ?? 0) < far.low && (await areTurned(context, column, measure, near))
  }
  if (!looked.high && !looked.low) return {}
  const told = asideSql(column, measure)
  const [seen] = await ask<{ below: number | null; high: number[] | null; above: number | null; low: number[] | null }>(
    `SELECT max(v) FILTER (v <= ${tail.high}) AS below, list(v) FILTER (v > ${tail.high}) AS high, min(v) FILTER (v >= ${tail.low}) AS above, list(v) FILTER (v < ${tail.low}) AS low FROM (SELECT ${measure} AS v FROM ${table.sql} WHERE ${measure} > 0${told})`
  )
  const gap = GAP * Math.log(at(0.75) / at(0.25))
  const enough = (full: boolean): number => (full ? 1 : LEAST_APART)
  const fits = (apart: Apart | null, least: number): apart is Apart =>
    apart !== null && apart.n >= least && apart.n <= (hidden ? MOST_HIDDEN : MOST_APART) * facts.n
  const high = looked.high && seen?.below && seen.high ? beyondGap(seen.below, seen.high, gap) : null
  const low = looked.low && seen?.above && seen.low ? belowGap(seen.above, seen.low, gap) : null
  const isFull = { high: at(0.99) > far.high && (high?.from ?? 0) > far.high, low: at(0.01) < far.low }
  const isAlone = async ({ n, from }: Apart, sign: '>=' | '<='): Promise<boolean> =>
    n <= MOST_APART * facts.n ||
    !(await ofOneGroup(context, column, `coalesce(${measure} > 0 AND ${measure} ${sign} ${from}${told}, false)`))
  return {
    ...(fits(high, enough(isFull.high)) && (await isAlone(high, '>=')) ? { high } : {}),
    ...(fits(low, enough(isFull.low)) && low.from < far.low && (await isAlone(low, '<=')) ? { low } : {})
  }
}

/** Share of a column that negative numbers may have, and part of these that must lie in its bulk but for the sign. */
const FEW_NEGATIVES = 0.02
const TURNED = 0.9

/** Whether the negative numbers of a column are few, and nearly all of them numbers of its bulk with the wrong sign, or codes. */
async function areTurned(
  { table, rows: ask }: DetectorContext,
  column: ColumnProfile,
  measure: string,
  bulk: { low: number; high: number }
): Promise<boolean> {
  const facts = column.numeric
  const codes = negativeCodes(column)
  const negatives = (facts?.negatives ?? 0) - codes
  if (negatives <= 0) return true
  if (negatives > FEW_NEGATIVES * (facts?.n ?? 0)) return false
  const inside = countSql(table, `${measure} < 0 AND -${measure} BETWEEN ${bulk.low} AND ${bulk.high}`)
  return ((await ask<{ n: number }>(inside))[0]?.n ?? 0) >= TURNED * negatives
}

/** Cells that hold a negative code for "no answer". */
function negativeCodes({ disguised }: ColumnProfile): number {
  return disguised.reduce((sum, { value, n }) => sum + (value.trim().startsWith('-') ? n : 0), 0)
}

/** The same below the bulk. */
function belowGap(inside: number, below: readonly number[], gap: number): Apart | null {
  const sorted = [...below].sort((a, b) => a - b)
  const inverse = (value: number): number => 1 / value
  const n = beyondGap(inverse(inside), sorted.map(inverse), gap)?.n
  return n ? { from: sorted[n - 1] ?? NaN, last: sorted[n] ?? inside, n } : null
}

function describeApart({ table }: DetectorContext, column: ColumnProfile, side: Side, { from, last, n }: Apart) {
  const measure = measureSql(ident(column.name), column.type, column.reading) ?? 'NULL'
  const high = side === 'high'
  const [name, count] = [named(column.name), rowsInWords(n)]
  const write = (value: number, language: 'fr' | 'en'): string => writtenNumber(column, value, language)
  const beyond = high
    ? {
        fr: `À partir de ${write(from, 'fr')} ; toutes les autres valeurs vont jusqu’à ${write(last, 'fr')}`,
        en: `From ${write(from, 'en')} on; all other values go up to ${write(last, 'en')}`
      }
    : {
        fr: `Jusqu’à ${write(from, 'fr')} ; toutes les autres valeurs positives partent de ${write(last, 'fr')}`,
        en: `Up to ${write(from, 'en')}; all other positive values begin at ${write(last, 'en')}`
      }
  return finding(table, {
    kind: 'outlier',
    detector: 'outlier',
    ...(high ? {} : { aspect: 'low' }),
    columns: [column.name],
    where: `coalesce(${measure} ${high ? `>= ${from}` : `BETWEEN 0 AND ${from}`}${asideSql(column, measure)}${high ? '' : ` AND ${measure} <> 0`}, false)`,
    orderBy: `${measure} DESC`,
    rows: n,
    severity: 'warning',
    confidence: 0.65,
    dimension: 'accuracy',
    message: high
      ? {
          fr: `${name.fr} : ${count.fr} très loin au-delà des autres`,
          en: `${name.en}: ${count.en} very far beyond the others`
        }
      : {
          fr: `${name.fr} : ${count.fr} très loin en dessous des autres`,
          en: `${name.en}: ${count.en} very far below the others`
        },
    explanation: {
      fr: `${beyond.fr}, sans rien entre les deux, alors qu’une longue queue s’éclaircit peu à peu. Une unité, une virgule ou un chiffre s’est sans doute déplacé.`,
      en: `${beyond.en}, with nothing in between, while a long tail thins out by and by. A unit, a decimal mark or a digit has probably slipped.`
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

/** Where the values beyond fences lie, rounded towards the bulk so that it is true of every one. */
function beyondWords(column: ColumnProfile, low: number | null, high: number | null): LocalizedText {
  const [below, above] = [low, high].map((end, place) => {
    const write = (language: 'fr' | 'en'): string =>
      end === null ? '' : writtenNumber(column, end, language, place ? 'floor' : 'ceil')
    return { fr: write('fr'), en: write('en') }
  })
  if (!below?.fr) return { fr: `Au-delà de ${above?.fr}`, en: `Above ${above?.en}` }
  if (!above?.fr) return { fr: `En dessous de ${below.fr}`, en: `Below ${below.en}` }
  return { fr: `En dessous de ${below.fr} ou au-delà de ${above.fr}`, en: `Below ${below.en} or above ${above.en}` }
}
