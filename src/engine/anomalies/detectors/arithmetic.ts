import type { Anomaly, ColumnProfile, LocalizedText } from '../../../contract'
import { measureSql } from '../../profile'
import { ident, text } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { countSql, finding, named, rowsInWords } from '../finding'

/** Columns tried together, and rows they are tried on. */
const MOST_COLUMNS = 14
const TRIED_ROWS = 1_000
/** Share of rows that must keep a rule for the others to break it. */
const HELD = 0.9
/** How many columns a rule is about, by its number of parts. */
const HOW_MANY: Readonly<Record<number, LocalizedText>> = {
  2: { fr: 'trois', en: 'three' },
  3: { fr: 'quatre', en: 'four' },
  4: { fr: 'cinq', en: 'five' }
}

/** Totals that are not the sum or the product of the columns that make them up nearly everywhere else. */
export const arithmetic: Detector = {
  name: 'arithmetic',
  title: { fr: 'Totaux faux', en: 'Wrong totals' },
  kinds: ['contradiction'],
  async *detect(context) {
    const columns = columnsWhere(
      context,
      ({ semantic, numeric, distinct, family, reading }) =>
        (family === 'number' || reading?.kind === 'number') &&
        !['identifier', 'score', 'year', 'age', 'postcode', 'phone', 'constant'].includes(semantic.kind) &&
        (numeric?.n ?? 0) >= 50 &&
        distinct >= 2
    )
      .sort((a, b) => Number(isVaried(b)) - Number(isVaried(a)))
      .slice(0, MOST_COLUMNS)
      .sort((a, b) => a.position - b.position)
    if (columns.length < 3) return
    const rules = (await rulesOf(context, columns)).map((rule) => writtenOut(columns, rule))
    for (const rule of rules) yield* describe(context, rule, rules)
  }
}

/** Whether a column takes enough values to be a total or a factor; a part of a sum may be one of a few tariffs. */
function isVaried({ distinct }: ColumnProfile): boolean {
  return distinct >= 5
}

interface Rule {
  whole: number
  parts: number[]
  sign: '+' | '*'
}

/** A rule with the share of the tried rows that keep it. */
type Kept = Rule & { held: number }

async function rulesOf({ table, rows: ask }: DetectorContext, columns: readonly ColumnProfile[]): Promise<Rule[]> {
  const values = columns.map((column, place) => `${sqlOf(column)} AS x${place}`).join(', ')
  const every = Math.max(1, Math.floor(table.rows / TRIED_ROWS))
  const rows = (
    await ask<Record<string, number | null>>(
      `SELECT ${values} FROM ${table.sql} WHERE rowid % ${every} = 0 LIMIT ${2 * TRIED_ROWS}`
    )
  ).map((row) => columns.map((_, place) => row[`x${place}`] ?? null))
  const found: Kept[] = []
  for (const rule of triedRules(columns)) {
    const held = heldBy(rows, rule)
    if (held !== null) found.push({ ...rule, held })
  }
  return found.filter((rule) => !found.some((other) => saysMore(other, rule, found)))
}

/** Products of two columns, sums of two to four; all parts of four but one are varied, as a few small numbers make anything. a + b = c says as much as c - b = a: one rule a set of columns. */
function* triedRules(columns: readonly ColumnProfile[]): Generator<Rule> {
  const varied = columns.map(isVaried)
  for (const whole of columns.keys())
    for (const a of columns.keys())
      for (let b = a + 1; varied[whole] && b < columns.length; b++) {
        if (a === whole || b === whole) continue
        yield { whole, parts: [a, b], sign: '+' }
        if (varied[a] && varied[b]) yield { whole, parts: [a, b], sign: '*' }
        for (let c = b + 1; c < columns.length; c++) {
          if (c === whole) continue
          yield { whole, parts: [a, b, c], sign: '+' }
          for (let d = c + 1; d < columns.length; d++)
            if (d !== whole && [a, b, c, d].filter((part) => varied[part]).length > 2)
              yield { whole, parts: [a, b, c, d], sign: '+' }
        }
      }
}

/**
 * Whether a rule is better told by another: a sum that leaves out a part which is mostly zero by the one with it, a sum
 * of which some make a column of their own by the one with that column.
 */
function saysMore(other: Kept, rule: Kept, found: readonly Kept[]): boolean {
  if (other.whole !== rule.whole || other.sign !== '+' || rule.sign !== '+') return false
  if (other.parts.length > rule.parts.length)
    return other.held > rule.held && rule.parts.every((part) => other.parts.includes(part))
  if (other.parts.length === rule.parts.length) return false
  return found.some(
    ({ whole, parts, sign }) =>
      sign === '+' &&
      parts.length < rule.parts.length &&
      other.parts.includes(whole) &&
      parts.every((part) => rule.parts.includes(part)) &&
      other.parts.every((part) => part === whole || rule.parts.includes(part))
  )
}

/** The share of the rows tried that keep a rule; null where too few do for it to be one. */
function heldBy(rows: readonly (number | null)[][], { whole, parts, sign }: Rule): number | null {
  let [tried, held, telling] = [0, 0, 0]
  for (const row of rows) {
    const total = row[whole]
    if (total == null || parts.some((part) => row[part] == null)) continue
    tried++
    let made = sign === '+' ? 0 : 1
    for (const part of parts) made = sign === '+' ? made + (row[part] ?? 0) : made * (row[part] ?? 1)
    if (Math.abs(made - total) > 0.0101 + 1e-6 * Math.abs(total)) {
      if (tried > 50 && held < 0.5 * tried) return null
      continue
    }
    held++
    // A part that adds or multiplies nothing proves nothing.
    if (parts.every((part) => row[part] !== 0 && (sign === '+' || row[part] !== 1))) telling++
  }
  // Rows that break the rule are looked for in all of them: few may stand among those tried.
  return tried >= 50 && held >= HELD * tried && telling >= 30 ? held / tried : null
}

/** A rule over columns, the whole first, with the predicate of the rows that break it. */
interface Sum {
  sign: Rule['sign']
  columns: ColumnProfile[]
  broken: string
  /** That the row says nothing of the rule: a value is missing, or a code for that. */
  open: string
}

function writtenOut(all: readonly ColumnProfile[], { whole, parts, sign }: Rule): Sum {
  const columns = [whole, ...parts].flatMap((place) => all[place] ?? [])
  const [total = 'NULL', ...others] = columns.map(sqlOf)
  // A code for "missing" is told as that, and makes no sum.
  const open = columns.map((column) => `(${openSql(column)})`).join(' OR ')
  const apart = `coalesce(abs(${others.join(` ${sign} `)} - ${total}) > 0.0101 + 1e-6 * abs(${total}), false)`
  return { sign, columns, broken: `${apart} AND NOT (${open})`, open }
}

/** That a cell holds no number, or a code for a missing one. */
function openSql(column: ColumnProfile): string {
  const codes = column.disguised.map(({ value }) => text(value))
  const none = `${sqlOf(column)} IS NULL`
  return codes.length ? `${none} OR ${ident(column.name)}::VARCHAR IN (${codes.join(', ')})` : none
}

async function* describe(
  { table, rows: ask }: DetectorContext,
  rule: Sum,
  rules: readonly Sum[]
): AsyncGenerator<Anomaly> {
  const [whole, ...parts] = rule.columns
  if (!whole) return
  const where = rule.broken
  const rows = (await ask<{ n: number }>(countSql(table, where)))[0]?.n ?? 0
  if (!rows || rows > (1 - HELD) * table.rows) return
  const guilty = guiltySql(rule, rules)
  const counts = await ask<{ guilty: number | null; n: number }>(
    `SELECT ${guilty} AS guilty, count(*) AS n FROM ${table.sql} WHERE ${where} GROUP BY ALL`
  )
  const name = named(whole.name)
  const sign = rule.sign === '+' ? '+' : '×'
  const names = parts.map((part) => named(part.name))
  const sum = { fr: names.map(({ fr }) => fr).join(` ${sign} `), en: names.map(({ en }) => en).join(` ${sign} `) }
  const broken = { fr: `${name.fr} n’est pas ${sum.fr}`, en: `${name.en} is not ${sum.en}` }
  const all = HOW_MANY[parts.length] ?? { fr: String(parts.length + 1), en: String(parts.length + 1) }
  for (const at of [null, 0, ...parts.map((_, place) => place + 1)]) {
    const n = counts.find((one) => one.guilty === at)?.n ?? 0
    const column = [whole, ...parts][at ?? 0]
    if (!n || !column) continue
    const [count, wrong] = [rowsInWords(n), named(column.name)]
    const told = at !== null
    yield finding(table, {
      kind: 'contradiction',
      detector: 'arithmetic',
      // The whole stands among the columns only where it is the one told.
      aspect: `${at ? `${whole.name} = ` : ''}${parts.map((part) => part.name).join(` ${rule.sign} `)}${at === 0 ? ' = told' : ''}`,
      columns: [column.name],
      where: counts.length > 1 ? `${where} AND ${guilty} ${told ? `= ${at}` : 'IS NULL'}` : where,
      rows: n,
      severity: 'critical',
      confidence: told ? 0.85 : rows < 0.05 * table.rows ? 0.75 : 0.6,
      dimension: 'consistency',
      matter: { rule: [whole.name, rule.sign, ...parts.map((part) => part.name)], rows: broken },
      message: {
        fr: `${count.fr} où ${broken.fr}${told ? ` : la valeur de ${wrong.fr} semble fausse` : ''}`,
        en: `${count.en} where ${broken.en}${told ? `: the value of ${wrong.en} seems wrong` : ''}`
      },
      explanation: {
        fr: `Partout ailleurs, ${sum.fr} donne ${name.fr}, au centième près. ${told ? `Ici, on ne peut retrouver une valeur ordinaire qu’en changeant ${wrong.fr} : c’est sans doute cette valeur qui est fausse.` : `L’une des ${all.fr} valeurs est fausse, et rien ne dit laquelle.`}`,
        en: `Everywhere else ${sum.en} gives ${name.en}, to the hundredth. ${told ? `Here only a change of ${wrong.en} leads back to a usual value: it is probably the one that is wrong.` : `One of the ${all.en} values is wrong, and nothing says which.`}`
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

/**
 * Which of the columns is wrong, as SQL: 0 the whole, from 1 on the parts; NULL where it cannot be told. One that takes part in another
 * rule which the row keeps is right; of the others, what the rest makes of it must be usual in its column (between the 1st and 99th
 * percentiles, whole where all are). The only one of which this holds is it, or else the only one of these that breaks another rule too.
 */
function guiltySql({ sign, columns }: Sum, rules: readonly Sum[]): string {
  const [whole, ...parts] = columns
  if (!whole) return 'NULL'
  const total = sqlOf(whole)
  const made = [`(${parts.map(sqlOf).join(` ${sign} `)})`, ...parts.map((part) => left(part))]
  const suspected = columns.map((column, at) => `(${usualSql(column, made[at] ?? 'NULL')}${notCleared(column)})`)
  const accused = columns.map((column, at) => {
    const broken = others(column).map((other) => `(${other.broken})`)
    return broken.length ? `(${suspected[at] ?? 'false'} AND (${broken.join(' OR ')}))` : 'false'
  })
  return `CASE ${[accused, suspected].flatMap((doubts) => doubts.map((_, at) => `WHEN ${only(doubts, at)} THEN ${at}`)).join(' ')} END`

  /** What the whole leaves for one part beside the others. */
  function left(part: ColumnProfile): string {
    const others = parts.filter((other) => other !== part).map(sqlOf)
    if (sign === '+') return `(${[total, ...others].join(' - ')})`
    return `(${[total, ...others.map((other) => `nullif(${other}, 0)`)].join(' / ')})`
  }

  /** That the row breaks each other rule of a column, or leaves it open. */
  function notCleared(column: ColumnProfile): string {
    return others(column)
      .map((other) => ` AND (${other.broken} OR ${other.open})`)
      .join('')
  }

  function others(column: ColumnProfile): Sum[] {
    return rules.filter((other) => other.columns !== columns && other.columns.includes(column))
  }
}

/** That of several predicates only one holds. */
function only(predicates: readonly string[], at: number): string {
  return predicates.map((one, place) => (place === at ? one : `NOT ${one}`)).join(' AND ')
}

function usualSql({ numeric, type }: ColumnProfile, value: string): string {
  const at = (p: number): number | undefined => numeric?.quantiles.find((one) => one.p === p)?.value
  const [low, high] = [at(0.01), at(0.99)]
  if (low === undefined || high === undefined) return 'true'
  const whole = type.endsWith('INT') || type === 'INTEGER' ? ` AND abs(${value} - round(${value})) < 0.001` : ''
  return `coalesce(${value} BETWEEN ${low - 1e-6} AND ${high + 1e-6}${whole}, false)`
}

function sqlOf({ name, type, reading }: ColumnProfile): string {
  return measureSql(ident(name), type, reading) ?? 'NULL::DOUBLE'
}
