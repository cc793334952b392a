import type { Anomaly, ColumnProfile } from '../../../contract'
import { measureSql, wordsOf } from '../../profile'
import { ident, text } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { finding, named, rowsInWords, shareInWords } from '../finding'
import { bulkFences } from './bulk-fences'
import { UNDECIDED } from './undecided'

/** Columns compared two by two, in one query for all pairs. */
const MOST = 10
/** Rows that must keep the order, share of them that may break it, and what chance would have broken, for the order to be a rule. */
const LEAST = 100
const BROKEN = 0.02
const BY_CHANCE = 0.1
/** How far beyond the bulk a number is at fault by itself, in distances of the 5th and 95th percentiles from the median. */
const FAR = 4
/** Rows that may keep the order by less than the others break it, to each of these: columns that only lie near one another have more. */
const NEAR = 1 / 4

const KINDS: readonly string[] = ['money', 'measure', 'year', 'duration', 'count', 'age', 'percent']
/** Kinds of which any two columns may be set side by side. */
const ALIKE: readonly string[] = ['money', 'year']
/** What names the two ends of one thing. */
const ENDS: readonly string[] = 'min mini minimum minimale max maxi maximum maximale'.split(' ')

/** Share of the kept rows that lie nearest, and how many times those as near on the other side they must be for the order to end there. */
const NEAREST = 0.05
const EDGE = 20

/** Pairs of amounts of which one is nearly always the smaller, as a reduced fare is: the rows where it is not. */
export const numberOrder: Detector = {
  name: 'number_order',
  title: { fr: 'Ordre entre deux montants', en: 'Order of two amounts' },
  kinds: ['contradiction'],
  async *detect(context) {
    const numbers = columnsWhere(
      context,
      ({ semantic, numeric, distinct }) => KINDS.includes(semantic.kind) && (numeric?.n ?? 0) >= LEAST && distinct >= 15
    ).slice(0, MOST)
    const pairs = numbers.flatMap((small) =>
      numbers.flatMap((great): Pair[] =>
        isComparable(small, great) && crossedByChance(small, great) ? [{ small, great }] : []
      )
    )
    const sample = pairs.length ? await context.sample() : null
    const open = sample ? await ordered(context, pairs, sample.sql) : []
    const found = open.length && !sample?.whole ? await ordered(context, open, context.table.sql) : open
    for (const one of found) {
      const told = await describe(context, one)
      if (told) yield told
    }
  }
}

interface Pair {
  small: ColumnProfile
  great: ColumnProfile
}

/** Whether two columns may count the same: both amounts of money or years, numbers of one kind whose names share a word, or the two ends of one. */
function isComparable(one: ColumnProfile, other: ColumnProfile): boolean {
  if (one === other) return false
  const [own, others] = [wordsOf(one.name), wordsOf(other.name)]
  const rest = (words: readonly string[]): string => words.filter((word) => !ENDS.includes(word)).join(' ')
  // What a name's "min" is taken for, minutes or least, goes for nothing.
  if (own.some(isEnd) && others.some(isEnd) && rest(own) === rest(others)) return true
  if (one.semantic.kind !== other.semantic.kind) return false
  return ALIKE.includes(one.semantic.kind) || own.some((word) => !isEnd(word) && others.includes(word))
}

function isEnd(word: string): boolean {
  return ENDS.includes(word)
}

/** Whether the two columns, were they unrelated, would often stand the other way round. */
function crossedByChance(small: ColumnProfile, great: ColumnProfile): boolean {
  const of = ({ numeric }: ColumnProfile): number[] => numeric?.quantiles.map(({ value }) => value) ?? []
  const [xs, ys] = [of(small), of(great)]
  const crossed = xs.reduce((sum, x) => sum + ys.filter((y) => x > y).length, 0)
  return crossed >= BY_CHANCE * xs.length * ys.length
}

/** The pairs that nearly all rows keep, without those where either number is far from its own column. */
async function ordered({ rows: ask }: DetectorContext, pairs: readonly Pair[], from: string): Promise<Pair[]> {
  const terms = pairs.map(
    (pair, at) => `count(*) FILTER (${keptSql(pair)}) AS k${at}, count(*) FILTER (${brokenSql(pair)}) AS b${at}`
  )
  const [counts] = await ask<Record<string, number>>(`SELECT ${terms.join(', ')} FROM ${from}`)
  return pairs.filter((_, at) => {
    const [kept, broken] = [counts?.[`k${at}`] ?? 0, counts?.[`b${at}`] ?? 0]
    return kept >= LEAST && broken <= BROKEN * (kept + broken)
  })
}

function measureOf(column: ColumnProfile): string {
  return measureSql(ident(column.name), column.type, column.reading) ?? 'NULL::DOUBLE'
}

/** Whether a number is one of the bulk of its column, and no code. */
function usualSql(column: ColumnProfile): string {
  const bulk = bulkFences(column, FAR)
  const codes = column.disguised.map(({ value }) => text(value))
  return `${measureOf(column)} ${bulk ? `BETWEEN ${bulk.low} AND ${bulk.high}` : 'IS NOT NULL'}${codes.length ? ` AND ${ident(column.name)}::VARCHAR NOT IN (${codes.join(', ')})` : ''}`
}

function brokenSql({ small, great }: Pair): string {
  return `coalesce(${measureOf(small)} > ${measureOf(great)} AND ${usualSql(small)} AND ${usualSql(great)}, false)`
}

function keptSql({ small, great }: Pair): string {
  return `${measureOf(small)} <= ${measureOf(great)}`
}

async function describe({ table, rows: ask }: DetectorContext, pair: Pair): Promise<Anomaly | null> {
  const { small, great } = pair
  const [x, y, where] = [measureOf(small), measureOf(great), brokenSql(pair)]
  const isPositive = [small, great].every(
    ({ numeric }) => (numeric?.quantiles.find(({ p }) => p === 0.05)?.value ?? 0) > 0
  )
  const byHow = (above: string, below: string): string =>
    isPositive ? `${above} / nullif(${below}, 0)` : `${above} - ${below}`
  // Two columns that only lie near one another cross by little, as often as they nearly do: then it is no rule, unless the order ends at once.
  const [seen] = await ask<{ n: number; kept: number; near: number; nearest: number; crossed: number }>(
    `SELECT any_value(n) AS n, count(*) FILTER (x <= y) AS kept, count(*) FILTER (x < y AND ${byHow('y', 'x')} < far) AS near, count(*) FILTER (y - x >= 0 AND y - x < least) AS nearest, count(*) FILTER (y - x < 0 AND y - x > -least) AS crossed
FROM (SELECT ${x} AS x, ${y} AS y FROM ${table.sql}) CROSS JOIN (SELECT count(*) AS n, median(${byHow(x, y)}) AS far FROM ${table.sql} WHERE ${where})
CROSS JOIN (SELECT greatest(quantile_cont(${y} - ${x}, ${NEAREST}), min(${y} - ${x}) FILTER (${y} > ${x})) * 1.0001 AS least FROM ${table.sql} WHERE ${x} <= ${y})`
  )
  if (!seen?.n) return null
  // Amounts that end at one another are bound by sums and products, which tell more surely what is wrong.
  const endsAtOnce = small.semantic.kind !== 'money' && seen.nearest >= Math.max(EDGE, EDGE * seen.crossed)
  if (seen.near > NEAR * seen.n && !endsAtOnce) return null
  const [first, second, count] = [named(small.name), named(great.name), rowsInWords(seen.n)]
  const part = shareInWords(seen.kept, seen.kept + seen.n)
  return finding(table, {
    kind: 'contradiction',
    detector: 'number_order',
    columns: [small.name, great.name],
    where,
    orderBy: `${x} - ${y} DESC`,
    rows: seen.n,
    severity: 'warning',
    confidence: UNDECIDED,
    dimension: 'consistency',
    message: {
      fr: `${count.fr} où ${first.fr} dépasse ${second.fr}`,
      en: `${count.en} where ${first.en} is greater than ${second.en}`
    },
    explanation: {
      fr: `Dans ${part.fr} des lignes, ${first.fr} est au plus égale à ${second.fr}, et rarement de peu. L’un des deux nombres est faux, ou ils sont échangés.`,
      en: `In ${part.en} of the rows ${first.en} is at most ${second.en}, and seldom by little. One of the two numbers is wrong, or they are swapped.`
    },
    proposal: {
      text: {
        fr: `Vérifier ${first.fr} et ${second.fr} de ces lignes à la source ; si la règle est bien voulue, la garder comme règle du projet.`,
        en: `Check ${first.en} and ${second.en} of these rows with the source; if the rule is meant, keep it as a rule of the project.`
      },
      repair: { kind: 'review' }
    }
  })
}
