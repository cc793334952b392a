import type { Anomaly, ColumnProfile } from '../../../contract'
import { measureSql, quantileAt } from '../../profile'
import { ident, text } from '../../sql'
import type { DetectorContext } from '../detector'
import { finding, named, rowsInWords, shareInWords } from '../finding'
import { ofOneGroup } from './of-one-group'
import { writtenNumber } from './years'

/** What one unit counts in another: cents, centimetres; grams, metres of a kilometre, thousands. */
const FACTORS: readonly number[] = [100, 1000]
/** Values of the other unit, and the share of all that they may be; part of them that may lie between both. */
const LEAST = 8
const MOST = 0.2
const BETWEEN = 0.05
/** How wide, as a part of the way between both on a logarithmic scale, the place between them is. */
const WIDTH = 1 / 8
/** How far the middles may lie from one another once converted, in widths of the bulk, and how many times wider one may be: at most, and of many values. */
const ALIKE = { most: 0.4, many: 0.1, each: 2.3 }
const WIDER = { most: 2.5, many: 1.3, each: 6 }
/** Different values of the other unit: so many, or in so large a part of them. */
const LEAST_KINDS = 8
const KINDS = 0.5
/** Share of whole numbers from which the greater unit is counted in them, and of its multiples that the smaller one must then hold. */
const WHOLE = 0.95
const MULTIPLES = 0.5

/** The quartiles of the values on either side of a place, converted to one unit, on a logarithmic scale. */
type Sides = {
  n: number
  /** Different values of the other unit; shares of whole numbers on the side of the greater unit, and of multiples of the factor on the other. */
  kinds: number
  whole: number
  multiples: number
  own: [number, number, number] | null
  bulk: [number, number, number] | null
}

/**
 * Positive numbers of which some are in another unit, as kilograms among grams: a part with nothing between it and the others, which multiplied or
 * divided by 100 or 1,000 lies as the others do, in its middle and its width. Looked for on some rows.
 */
export async function secondUnit(context: DetectorContext, column: ColumnProfile): Promise<Anomaly | null> {
  const measure = measureSql(ident(column.name), column.type, column.reading)
  const facts = column.numeric
  const median = quantileAt(facts, 0.5)
  if (!measure || !facts || facts.min === null || facts.max === null || !(quantileAt(facts, 0.25) > 0)) return null
  const { sql } = await context.sample()
  const codes = column.disguised.map(({ value }) => text(value))
  const known = `${measure} > 0${codes.length ? ` AND ${ident(column.name)}::VARCHAR NOT IN (${codes.join(', ')})` : ''}`
  const ways = FACTORS.flatMap((factor) => [true, false].map((isSmall) => wayOf(factor, isSmall, median))).filter(
    ({ cut, isSmall, from, to }) =>
      (isSmall ? (facts.min ?? 0) <= cut : (facts.max ?? 0) >= cut) &&
      // Where a known quantile lies between both sides, nothing parts them.
      !facts.quantiles.some(({ value }) => value >= from && value <= to)
  )
  if (!ways.length) return null
  const values = `SELECT ${measure} AS v FROM ${sql} WHERE ${known}`
  const terms = ways.flatMap(({ isFar, from, to }, at) => [
    `count(*) FILTER (${isFar}) AS f${at}`,
    `count(*) FILTER (v BETWEEN ${from} AND ${to}) AS b${at}`
  ])
  const [counts] = await context.rows<Record<string, number>>(
    `SELECT count(*) AS n, ${terms.join(', ')} FROM (${values})`
  )
  let best: (Way & { apart: number }) | null = null
  for (const [at, way] of ways.entries()) {
    const [n, far, between] = [counts?.n ?? 0, counts?.[`f${at}`] ?? 0, counts?.[`b${at}`] ?? 0]
    if (far < LEAST || far > MOST * n || between > BETWEEN * far) continue
    const [levels] = await context.rows<Sides>(
      `SELECT count(*) FILTER (${way.isFar}) AS n, count(DISTINCT v) FILTER (${way.isFar}) AS kinds, coalesce(avg((v = round(v))::INTEGER) FILTER (${way.isSmall ? '' : 'NOT '}(${way.isFar})), 0) AS whole, coalesce(avg((v % ${way.factor} = 0)::INTEGER) FILTER (${way.isSmall ? 'NOT ' : ''}(${way.isFar})), 0) AS multiples, quantile_cont(ln(v * ${way.by}), [0.25, 0.5, 0.75]) FILTER (${way.isFar}) AS own, quantile_cont(ln(v), [0.25, 0.5, 0.75]) FILTER (NOT (${way.isFar})) AS bulk FROM (${values})`
    )
    const apart = levels ? apartOf(levels) : null
    if (apart !== null && apart < (best?.apart ?? Infinity)) best = { ...way, apart }
  }
  if (!best) return null
  const where = `coalesce(${known} AND ${measure} ${best.isSmall ? '<' : '>'} ${best.cut}, false)`
  return (await ofOneGroup(context, column, where)) ? null : describe(context, column, measure, { ...best, where })
}

/** A factor and the side that the other unit lies on, with the place that parts both. */
interface Way {
  factor: number
  isSmall: boolean
  cut: number
  isFar: string
  by: number
  from: number
  to: number
}

function wayOf(factor: number, isSmall: boolean, median: number): Way {
  const cut = isSmall ? median / Math.sqrt(factor) : median * Math.sqrt(factor)
  const half = factor ** (WIDTH / 2)
  return {
    factor,
    isSmall,
    cut,
    isFar: isSmall ? `v < ${cut}` : `v > ${cut}`,
    by: isSmall ? factor : 1 / factor,
    from: cut / half,
    to: cut * half
  }
}

/** How far both sides lie from one another once converted, in widths of the bulk; null where they are not alike, or no two sides. */
function apartOf({ own, bulk, n, kinds, whole, multiples }: Sides): number | null {
  if (!own || !bulk || kinds < Math.min(LEAST_KINDS, KINDS * n)) return null
  // Counts of a few things, beside hundreds that are no round ones: nothing was converted.
  if (whole >= WHOLE && multiples < MULTIPLES) return null
  const allowed = ({ most, many, each }: typeof ALIKE): number => Math.min(most, many + each / Math.sqrt(n))
  const [width, other] = [bulk[2] - bulk[0], own[2] - own[0]]
  const apart = Math.abs(own[1] - bulk[1]) / Math.max(width, 0.05)
  const wider = allowed(WIDER)
  return apart <= allowed(ALIKE) && other <= wider * width && width <= wider * other ? apart : null
}

async function describe(
  { table, rows: ask }: DetectorContext,
  column: ColumnProfile,
  measure: string,
  { where, factor, isSmall }: { where: string; factor: number; isSmall: boolean }
): Promise<Anomaly | null> {
  const [seen] = await ask<{ n: number; all: number; own: number | null; others: number | null }>(
    `SELECT count(*) FILTER (${where}) AS n, count(${measure}) AS "all", median(${measure}) FILTER (${where}) AS own, median(${measure}) FILTER (NOT ${where}) AS others FROM ${table.sql}`
  )
  if (!seen?.n || seen.own === null || seen.others === null) return null
  const [name, count, share] = [named(column.name), rowsInWords(seen.n), shareInWords(seen.n, seen.all)]
  const write = (value: number, language: 'fr' | 'en'): string => writtenNumber(column, value, language)
  const [own, others] = [seen.own, seen.others]
  return finding(table, {
    kind: 'mixed_units',
    detector: 'mixed_units',
    aspect: 'factor',
    columns: [column.name],
    where,
    orderBy: `${measure} DESC`,
    rows: seen.n,
    severity: 'warning',
    confidence: 0.7,
    dimension: 'consistency',
    message: {
      fr: `${name.fr} : ${count.fr} dans une autre unité que les autres (facteur ${factor.toLocaleString('fr-FR')})`,
      en: `${name.en}: ${count.en} in another unit than the others (factor ${factor.toLocaleString('en-GB')})`
    },
    explanation: {
      fr: `Ces nombres (${share.fr}, médiane ${write(own, 'fr')}) sont à part de tous les autres (médiane ${write(others, 'fr')}), sans rien entre les deux ; ${isSmall ? 'multipliés' : 'divisés'} par ${factor.toLocaleString('fr-FR')}, ils se répartissent comme eux. Des mètres parmi des centimètres, des kilogrammes parmi des grammes, des milliers parmi des unités donnent cela.`,
      en: `These numbers (${share.en}, median ${write(own, 'en')}) stand apart from all others (median ${write(others, 'en')}), with nothing in between; ${isSmall ? 'multiplied' : 'divided'} by ${factor.toLocaleString('en-GB')} they spread as those do. Metres among centimetres, kilograms among grams, thousands among units do that.`
    },
    proposal: {
      text: {
        fr: `Demander d’où viennent ces lignes, puis ${isSmall ? 'multiplier' : 'diviser'} leurs valeurs par ${factor.toLocaleString('fr-FR')}.`,
        en: `Ask where these rows come from, then ${isSmall ? 'multiply' : 'divide'} their values by ${factor.toLocaleString('en-GB')}.`
      },
      repair: { kind: 'review' }
    }
  })
}
