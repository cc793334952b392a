import type { Anomaly, ColumnProfile, LocalizedText } from '../../../contract'
import { quantileAt, scaleProof, wordsOf } from '../../profile'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { finding, named, rowsInWords } from '../finding'
import { floored } from './floored'
import { broken, guilty, judgedSql, ONE_OF_THE_PARTS, slipped, told } from './guilty-column'
import { inAList } from './in-a-list'
import { numberSql } from './number-sql'
import { otherRates } from './other-rates'
import { waysOf } from './product-ways'
import { CENT, unitOf } from './rule'
import { ruleAsKey, ruleAsNames, ruleInWords } from './rule-words'
import { HELD, rulesIn } from './sum-rules'
import { isMended, isMultiple, sumOf, withBeside, type Lacking, type Sum } from './sum-sql'
import { UNDECIDED } from './undecided'

/** Columns tried together, and rows they are tried on. */
const MOST_COLUMNS = 14
const TRIED_ROWS = 1_000
/** How many columns a rule is about, by its number of parts. */
const HOW_MANY: Readonly<Record<number, LocalizedText>> = {
  1: { fr: 'deux', en: 'two' },
  2: { fr: 'trois', en: 'three' },
  3: { fr: 'quatre', en: 'four' },
  4: { fr: 'cinq', en: 'five' },
  5: { fr: 'six', en: 'six' },
  6: { fr: 'sept', en: 'seven' }
}

/** Totals that are not the sum or the product of the columns that make them up nearly everywhere else. */
export const arithmetic: Detector = {
  name: 'arithmetic',
  title: { fr: 'Totaux faux', en: 'Wrong totals' },
  kinds: ['contradiction'],
  async *detect(context) {
    const numbers = columnsWhere(
      context,
      (column) =>
        (column.family === 'number' || column.reading?.kind === 'number') &&
        !['identifier', 'year', 'age', 'postcode', 'phone', 'constant'].includes(column.semantic.kind) &&
        scaleProof(column, context.profile.columns) !== 'known'
    )
    const columns = numbers
      .filter(({ numeric, distinct }) => (numeric?.n ?? 0) >= 50 && distinct >= 2)
      .sort((a, b) => Number(isVaried(b)) - Number(isVaried(a)))
      .slice(0, MOST_COLUMNS)
      .sort((a, b) => a.position - b.position)
    if (columns.length < 2) return
    const { sums, usual } = await rulesOf(context, columns)
    const others = numbers.filter((column) => !columns.includes(column))
    const rules: Sum[] = []
    for (const sum of sums) {
      const whole = await completed(context, sum, [...usual, ...others])
      rules.push(await floored(context, await otherRates(context, whole)))
    }
    // What several columns make says more than what one is a multiple of.
    rules.sort((one, other) => Number(isMultiple(one)) - Number(isMultiple(other)))
    for (const rule of rules) yield* describe(context, rule, rules)
  }
}

/** Whether a column takes enough values to be a total or a factor; a part of a sum may be one of a few tariffs. */
function isVaried({ distinct }: ColumnProfile): boolean {
  return distinct >= 5
}

/** Values that two columns must have for one to be a multiple of the other. */
const MANIFOLD = 20

/** Words of a column's name that say it is what others add up to. */
const TOTALS = new Set(
  'total totaux totale somme sum cumul net nette ttc solde balance resultat result final finale marge margin reste ecart difference benefice profit'.split(
    ' '
  )
)

/** The rules that some rows keep, and the columns with the levels of what is no code for "missing". */
async function rulesOf({ table, rows: ask }: DetectorContext, columns: readonly ColumnProfile[]) {
  const cells = columns.map((column, place) => `${numberSql(column)} AS x${place}`).join(', ')
  const every = Math.max(1, Math.floor(table.rows / TRIED_ROWS))
  const rows = await ask<Record<string, number | null>>(
    `SELECT ${cells} FROM ${table.sql} WHERE rowid % ${every} = 0 LIMIT ${2 * TRIED_ROWS}`
  )
  const values = columns.map((_, place) => Float64Array.from(rows, (row) => row[`x${place}`] ?? NaN))
  const known = values.map((one) => one.filter(Number.isFinite).sort())
  const usual = columns.map((column, place) => withLevels(column, known[place]))
  const units = new Map(usual.map((column, place) => [column, unitOf(known[place] ?? new Float64Array())]))
  const rules = rulesIn(
    values,
    columns.map((column) => ({
      isVaried: isVaried(column),
      isManifold: column.distinct >= MANIFOLD,
      isTotal: wordsOf(column.name).some((word) => TOTALS.has(word)),
      isNegative: quantileAt(column.numeric, 0.01) < 0
    }))
  )
  return { sums: rules.map((rule) => sumOf(usual, rule, units)), usual }
}

/** A column with codes, by the quantiles of its other values. */
function withLevels(column: ColumnProfile, sorted: Float64Array = new Float64Array()): ColumnProfile {
  const { numeric, disguised } = column
  if (!numeric || !disguised.length || !sorted.length) return column
  const at = (p: number): number => sorted[Math.round(p * (sorted.length - 1))] ?? NaN
  return { ...column, numeric: { ...numeric, quantiles: numeric.quantiles.map(({ p }) => ({ p, value: at(p) })) } }
}

/** Rows of which a further column says what is left over that make it part of the rule. */
const LEAST_MENDED = 3
/** Columns that may so be added to one rule. */
const MOST_BESIDE = 2

/**
 * A rule with the columns that it lacks: what is mostly 0 or empty, as refunds are, leaves nearly all rows right without it. A column that makes up for
 * what is left over nearly wherever it is filled is part of the rule.
 */
async function completed(
  { table, rows: ask }: DetectorContext,
  rule: Sum,
  numbers: readonly ColumnProfile[]
): Promise<Sum> {
  let sum = rule
  for (;;) {
    const tried = numbers
      .filter((column) => !sum.columns.includes(column) && filled(column) <= (1 - HELD) * table.rows)
      .flatMap((column): Lacking[] => [
        { column },
        { column, isMinus: true },
        ...(sum.sign === '*' ? ratesOf(column) : [])
      ])
    const terms = tried.map((one, at) => `count(*) FILTER (${isMended(sum, one)}) AS t${at}`)
    const [seen] = await ask<Record<string, number>>(
      `SELECT ${['count(*) AS n', ...terms].join(', ')} FROM (SELECT * FROM ${table.sql} WHERE ${sum.broken})`
    )
    const mends = tried.find(({ column }, at) => (seen?.[`t${at}`] ?? 0) >= Math.max(LEAST_MENDED, HELD * filled(column))) // prettier-ignore
    if (!mends || sum.beside.length === MOST_BESIDE) return sum
    sum = withBeside(sum, mends)
  }
}

/** The ways in which a column that is mostly 0 may be a percentage. */
function ratesOf(column: ColumnProfile): Lacking[] {
  const { min, max } = column.numeric ?? {}
  return min == null || max == null ? [] : waysOf(min, max).map((way) => ({ column, way }))
}

/** Cells of a column that hold another number than 0. */
function filled({ numeric }: ColumnProfile): number {
  return numeric ? numeric.n - numeric.zeros : 0
}

async function* describe(
  { table, rows: ask }: DetectorContext,
  rule: Sum,
  rules: readonly Sum[]
): AsyncGenerator<Anomaly> {
  const [whole, ...parts] = rule.columns
  if (!whole) return
  const place = rules.indexOf(rule)
  const judged = judgedSql(table, rules, place)
  const where = isMultiple(rule) ? `${broken(place)} AND NOT ${told(place)}` : broken(place)
  const counts = await ask<{ guilty: number | null; n: number; slips: number }>(
    `SELECT ${guilty(place)} AS guilty, count(*) AS n, count(*) FILTER (${slipped(place)}) AS slips FROM ${judged} WHERE ${where} GROUP BY ALL`
  )
  const [rows, slips] = [sumOver(counts, 'n'), sumOver(counts, 'slips')]
  if (!rows || rows - slips > (1 - HELD) * table.rows) return
  const [name, sum] = [named(whole.name), ruleInWords(rule)]
  const floor = floorInWords(rule)
  const unlike = { fr: `${name.fr} n’est pas ${sum.fr}`, en: `${name.en} is not ${sum.en}` }
  const all = HOW_MANY[parts.length] ?? { fr: String(parts.length + 1), en: String(parts.length + 1) }
  for (const at of [null, ONE_OF_THE_PARTS, 0, ...parts.map((_, place) => place + 1)]) {
    const n = counts.find((one) => one.guilty === at)?.n ?? 0
    const isTold = at !== null && at !== ONE_OF_THE_PARTS
    // Of two columns none is the likelier, nor of the parts of a total that is known to be right.
    const isOpen = at === ONE_OF_THE_PARTS || (at === null && isMultiple(rule))
    const blamed = at === ONE_OF_THE_PARTS ? parts : isOpen ? rule.columns : [[whole, ...parts][at ?? 0] ?? whole]
    const [column] = blamed
    if (!n || !column) continue
    const [count, wrong] = [rowsInWords(n), isOpen ? name : named(column.name)]
    yield finding(table, {
      kind: 'contradiction',
      detector: 'arithmetic',
      // The whole stands among the columns only where it is the one told.
      aspect: `${at ? `${whole.name} = ` : ''}${ruleAsKey(rule)}${at === 0 ? ' = told' : ''}`,
      columns: blamed.map((one) => one.name),
      beside: [whole, ...parts].map((one) => one.name),
      where:
        counts.length > 1 || isMultiple(rule)
          ? `rowid IN (SELECT "~row" FROM ${judged} WHERE ${where} AND ${guilty(place)} ${at === null ? 'IS NULL' : `= ${at}`})`
          : rule.broken,
      rows: n,
      severity: 'critical',
      confidence: isTold ? 0.85 : isOpen ? UNDECIDED : rows < 0.05 * table.rows ? 0.75 : 0.6,
      dimension: 'consistency',
      matter: { rule: ruleAsNames(rule), rows: unlike },
      message: {
        fr: `${count.fr} où ${unlike.fr}${isTold ? ` : la valeur de ${wrong.fr} semble fausse` : ''}`,
        en: `${count.en} where ${unlike.en}${isTold ? `: the value of ${wrong.en} seems wrong` : ''}`
      },
      explanation: {
        fr: `${HELD_IN[rule.rates].fr}, ${sum.fr} donne ${name.fr}, ${rule.slack > CENT ? 'à l’arrondi près' : 'au centième près'}${floor.fr}. ${isTold ? `Ici, on ne peut retrouver une valeur ordinaire qu’en changeant ${wrong.fr} : c’est sans doute cette valeur qui est fausse.` : `L’une des ${all.fr} valeurs est fausse, et rien ne dit laquelle.`}`,
        en: `${HELD_IN[rule.rates].en} ${sum.en} gives ${name.en}, ${rule.slack > CENT ? 'but for rounding' : 'to the hundredth'}${floor.en}. ${isTold ? `Here only a change of ${wrong.en} leads back to a usual value: it is probably the one that is wrong.` : `One of the ${all.en} values is wrong, and nothing says which.`}`
      },
      proposal: {
        text: {
          fr: `Vérifier les ${all.fr} colonnes, puis recalculer ${wrong.fr}.`,
          en: `Check the ${all.en} columns, then compute ${wrong.en} again.`
        },
        repair: { kind: 'review' }
      }
    })
  }
}

/** That some columns stand at 0 where the rule would make them negative. */
function floorInWords({ floors }: Sum): LocalizedText {
  if (!floors.length) return { fr: '', en: '' }
  const list = inAList(
    floors.map(({ name }) => named(name)),
    false
  )
  return {
    fr: ` ; là où ${list.fr} serait négative, 0 en tient lieu`,
    en: `; where ${list.en} would be negative, 0 stands in its place`
  }
}

/** Where a rule holds, by whether some rows keep it by another rate. */
const HELD_IN = {
  one: { fr: 'Partout ailleurs', en: 'Everywhere else' },
  several: { fr: 'Presque partout ailleurs', en: 'Nearly everywhere else' }
}

function sumOver<T extends string>(rows: readonly Record<T, number>[], what: T): number {
  return rows.reduce((sum, row) => sum + row[what], 0)
}
