import type { Anomaly, ColumnProfile, LocalizedText } from '../../../contract'
import { dateSql, measureSql, quantileAt } from '../../profile'
import { ident, text } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { finding, named, rowsInWords, shareInWords } from '../finding'
import { UNDECIDED } from './undecided'

/** Columns tried together, and rows that they are tried on. */
const MOST_MOMENTS = 8
const MOST_NUMBERS = 8
const TRIED_ROWS = 1000
/** Rows that say enough, and share of them that must keep a rule for the others to break it. */
const LEAST = 50
const HELD = 0.9
/** Share of the rows tried that one number may have: where nearly all are 0, anything makes them. */
const MOST_ALIKE = 0.7
/** Share of the rows up to which an end before its start is told as that. */
const REVERSED = 0.02
/** What decimals leave open; of whole numbers, what is less than one. */
const ROUNDED = 0.051
const WHOLE = 0.999

const DAY = 86_400

interface Unit {
  name: LocalizedText
  seconds: number
  /** Both days counted, as for the days of a journey. */
  both?: boolean
}
const UNITS: readonly Unit[] = [
  { name: { fr: 'en jours', en: 'in days' }, seconds: DAY },
  { name: { fr: 'en jours, les deux comptés', en: 'in days, both counted' }, seconds: DAY, both: true },
  { name: { fr: 'en heures', en: 'in hours' }, seconds: 3600 },
  { name: { fr: 'en minutes', en: 'in minutes' }, seconds: 60 },
  { name: { fr: 'en secondes', en: 'in seconds' }, seconds: 1 },
  { name: { fr: 'en semaines', en: 'in weeks' }, seconds: 7 * DAY }
]
const YEARS: LocalizedText = { fr: 'en années révolues', en: 'in completed years' }

/** A number that is the time between two moments, with the share of the rows tried that keep it. */
interface Rule {
  number: ColumnProfile
  start: ColumnProfile
  end: ColumnProfile
  /** Null for years completed, which have no fixed length. */
  unit: Unit | null
  held: number
}

/** Lengths of time, ages among them, that are not what two dates or times of day of the row make, as nearly everywhere else. */
export const elapsedTime: Detector = {
  name: 'elapsed_time',
  title: { fr: 'Durées fausses', en: 'Wrong lengths of time' },
  kinds: ['contradiction'],
  async *detect(context) {
    const enough = ({ numeric }: ColumnProfile): boolean => (numeric?.n ?? 0) >= LEAST
    const moments = columnsWhere(context, (column) => (isDate(column) || isTime(column)) && enough(column)).slice(0, MOST_MOMENTS) // prettier-ignore
    const numbers = columnsWhere(context, (column) => isLength(column) && enough(column)).slice(0, MOST_NUMBERS)
    const pairs = moments.flatMap((start) =>
      moments.flatMap((end) => (start !== end && isTime(start) === isTime(end) ? [{ start, end }] : []))
    )
    if (!pairs.length || !numbers.length) return
    const tried = pairs.flatMap(({ start, end }) =>
      numbers.flatMap((number) => unitsOf(start, end, number).map((unit) => ({ number, start, end, unit })))
    )
    for (const number of numbers) {
      const rules = await heldBy(
        context,
        tried.filter((one) => one.number === number)
      )
      const [best] = [...rules].sort((a, b) => b.held - a.held)
      if (best) yield* describe(context, best)
    }
  }
}

function isDate({ family, reading }: ColumnProfile): boolean {
  return family === 'date' || reading?.kind === 'date'
}

function isTime({ family }: ColumnProfile): boolean {
  return family === 'time'
}

function isLength({ family, reading, semantic, numeric, distinct }: ColumnProfile): boolean {
  const named = ['identifier', 'score', 'year', 'postcode', 'phone', 'constant', 'coordinate', 'money', 'percent']
  if (!(family === 'number' || reading?.kind === 'number') || named.includes(semantic.kind)) return false
  return distinct >= 3 && quantileAt(numeric, 0.05) >= 0
}

/** The units in which the number may count the time between two moments, judged by their middles: the others are not tried. */
function unitsOf(start: ColumnProfile, end: ColumnProfile, number: ColumnProfile): (Unit | null)[] {
  const apart = Math.abs(quantileAt(end.numeric, 0.5) - quantileAt(start.numeric, 0.5))
  const most = quantileAt(number.numeric, 0.95)
  const reach = isTime(start) ? DAY : Math.max(apart, DAY)
  const fits = (seconds: number): boolean => most * seconds <= 20 * reach && most * seconds >= apart / 20
  const fixed = UNITS.filter(({ seconds, both }) => fits(seconds) && !(both && (isTime(start) || !number.numeric?.integers))) // prettier-ignore
  const years = !isTime(start) && number.numeric?.integers && fits(365.2425 * DAY)
  return years ? [...fixed, null] : fixed
}

type Tried = Omit<Rule, 'held'>

async function heldBy(context: DetectorContext, tried: readonly Tried[]): Promise<Rule[]> {
  const [first] = tried
  if (!first) return []
  const sample = await context.sample()
  const value = measureOf(first.number)
  const terms = tried.flatMap((one, at) => [
    `count(*) FILTER (${openSql(one)}) AS o${at}`,
    `count(*) FILTER (NOT ${openSql(one)} AND ${apartSql(one)}) AS b${at}`
  ])
  const [seen] = await context.rows<Record<string, number>>(
    `SELECT count(*) AS n, (SELECT max(n) FROM (SELECT count(*) AS n FROM (SELECT * FROM ${sample.sql} LIMIT ${TRIED_ROWS}) WHERE ${value} IS NOT NULL GROUP BY ${value})) AS alike, ${terms.join(', ')} FROM (SELECT * FROM ${sample.sql} LIMIT ${TRIED_ROWS})`
  )
  if (!seen) return []
  return tried.flatMap((one, at) => {
    const n = (seen.n ?? 0) - (seen[`o${at}`] ?? 0)
    const held = 1 - (seen[`b${at}`] ?? 0) / Math.max(1, n)
    return n >= LEAST && held >= HELD && (seen.alike ?? 0) <= MOST_ALIKE * n ? [{ ...one, held }] : []
  })
}

async function* describe({ table, rows: ask }: DetectorContext, rule: Rule): AsyncGenerator<Anomaly> {
  const { number, start, end, unit } = rule
  const broken = `NOT ${openSql(rule)} AND ${apartSql(rule)}`
  const usual = usualSql(number, madeSql(rule))
  const back = `${measureOf(end)} < ${measureOf(start)}`
  const [seen] = await ask<{ n: number; broken: number; usual: number; back: number; told: number }>(
    `SELECT count(*) FILTER (NOT ${openSql(rule)}) AS n, count(*) FILTER (${broken}) AS broken, count(*) FILTER (${broken} AND ${usual}) AS usual, count(*) FILTER (${back}) AS back, count(*) FILTER (${broken} AND ${back} AND NOT ${usual}) AS told FROM ${table.sql}`
  )
  if (!seen?.broken || seen.broken > (1 - HELD) * seen.n) return
  const [length, first, second] = [named(number.name), named(start.name), named(end.name)]
  const kept = shareInWords(seen.n - seen.broken, seen.n)
  // An end before its start is told as that, where it is rare.
  const isTold = seen.back > 0 && seen.back <= REVERSED * seen.n
  for (const isNumber of [true, false]) {
    const n = isNumber ? seen.usual : seen.broken - seen.usual - (isTold ? seen.told : 0)
    if (!n) continue
    const where = `${broken} AND ${isNumber ? usual : `NOT ${usual}${isTold ? ` AND NOT (${back})` : ''}`}`
    const count = rowsInWords(n)
    const in_ = unit?.name ?? YEARS
    yield finding(table, {
      kind: 'contradiction',
      detector: 'elapsed_time',
      aspect: JSON.stringify([number.name, start.name, end.name]),
      columns: isNumber ? [number.name] : [number.name, start.name, end.name],
      beside: [start.name, end.name],
      where: `coalesce(${where}, false)`,
      rows: n,
      severity: isNumber ? 'critical' : 'warning',
      confidence: isNumber ? 0.7 : UNDECIDED,
      dimension: 'consistency',
      message: {
        fr: `${count.fr} où ${length.fr} n’est pas le temps de ${first.fr} à ${second.fr}, ${in_.fr}`,
        en: `${count.en} where ${length.en} is not the time from ${first.en} to ${second.en}, ${in_.en}`
      },
      explanation: {
        fr: `Dans ${kept.fr} des lignes, ${length.fr} est le temps de ${first.fr} à ${second.fr}, ${in_.fr}. ${isNumber ? `Ici les deux autres colonnes donnent une valeur ordinaire : c’est sans doute la valeur de ${length.fr} qui est fausse.` : 'Ici elles donnent une valeur que la colonne n’a guère : l’une des trois est fausse, et rien ne dit laquelle.'}`,
        en: `In ${kept.en} of the rows ${length.en} is the time from ${first.en} to ${second.en}, ${in_.en}. ${isNumber ? `Here the two other columns make a usual value: ${length.en} is probably the one that is wrong.` : 'Here they make a value that the column hardly has: one of the three is wrong, and nothing says which.'}`
      },
      proposal: {
        text: {
          fr: `Vérifier les trois colonnes, puis recalculer ${length.fr}.`,
          en: `Check the three columns, then compute ${length.en} again.`
        },
        repair: { kind: 'review' }
      }
    })
  }
}

/** What two moments make, in the unit of the number; midnight may lie between two times of day. */
function madeSql({ number, start, end, unit }: Tried): string {
  if (!unit) return `date_sub('year', ${dayOf(start)}, ${dayOf(end)})::DOUBLE`
  const [from, to] = [start, end].map(measureOf)
  const isDays = unit.seconds === DAY && number.numeric?.integers && !isTime(start)
  const later = isTime(start) ? `(CASE WHEN ${to} < ${from} THEN ${to} + ${DAY} ELSE ${to} END)` : to
  const apart = isDays
    ? `(floor(${to} / ${DAY}) - floor(${from} / ${DAY}))`
    : `((${later} - ${from}) / ${unit.seconds})`
  return unit.both ? `(${apart} + 1)` : apart
}

/** Whether the number is another one. */
function apartSql(rule: Tried): string {
  const slack = rule.number.numeric?.integers ? WHOLE : ROUNDED
  return `abs(${madeSql(rule)} - ${measureOf(rule.number)}) > ${slack}`
}

/** That a row says nothing of a rule: a value is missing, or a code for that. */
function openSql({ number, start, end }: Tried): string {
  const none = [number, start, end].map((column) => {
    const codes = column.disguised.map(({ value }) => text(value))
    const empty = `${measureOf(column)} IS NULL`
    return codes.length ? `${empty} OR ${ident(column.name)}::VARCHAR IN (${codes.join(', ')})` : empty
  })
  return `(${none.join(' OR ')})`
}

/** Whether a value is one of the bulk of a column. */
function usualSql({ numeric }: ColumnProfile, value: string): string {
  return `(${value} BETWEEN ${quantileAt(numeric, 0.01) - WHOLE} AND ${quantileAt(numeric, 0.99) + WHOLE})`
}

function measureOf({ name, type, reading }: ColumnProfile): string {
  return measureSql(ident(name), type, reading) ?? 'NULL::DOUBLE'
}

function dayOf({ name, reading }: ColumnProfile): string {
  return `${reading?.kind === 'date' ? dateSql(ident(name), reading) : ident(name)}::DATE`
}
