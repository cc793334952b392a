import type { Anomaly, ColumnProfile } from '../../../contract'
import { measureSql } from '../../profile'
import { ident } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { countSql, finding, named, rowsInWords } from '../finding'

/** Columns tried three by three, and rows they are tried on. */
const MOST_COLUMNS = 14
const TRIED_ROWS = 1_000
/** Share of rows that must keep a rule for the others to break it. */
const HELD = 0.9

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
        distinct >= 5
    ).slice(0, MOST_COLUMNS)
    if (columns.length < 3) return
    for (const rule of await rulesOf(context, columns)) {
      yield* describe(context, columns, rule)
    }
  }
}

interface Rule {
  whole: number
  parts: [number, number]
  sign: '+' | '*'
}

async function rulesOf({ table, rows: ask }: DetectorContext, columns: readonly ColumnProfile[]): Promise<Rule[]> {
  const values = columns.map((column, place) => `${sqlOf(column)} AS x${place}`).join(', ')
  const every = Math.max(1, Math.floor(table.rows / TRIED_ROWS))
  const rows = (
    await ask<Record<string, number | null>>(
      `SELECT ${values} FROM ${table.sql} WHERE rowid % ${every} = 0 LIMIT ${2 * TRIED_ROWS}`
    )
  ).map((row) => columns.map((_, place) => row[`x${place}`] ?? null))
  const found: Rule[] = []
  for (const whole of columns.keys())
    for (const a of columns.keys())
      for (const b of columns.keys())
        for (const sign of ['+', '*'] as const)
          if (a < b && a !== whole && b !== whole && keeps(rows, { whole, parts: [a, b], sign }))
            found.push({ whole, parts: [a, b], sign })
  // a + b = c says as much as c - b = a: one rule a set of columns.
  return found
}

function keeps(rows: readonly (number | null)[][], { whole, parts: [a, b], sign }: Rule): boolean {
  let [tried, held, telling] = [0, 0, 0]
  for (const row of rows) {
    const [total, x, y] = [row[whole], row[a], row[b]]
    if (total == null || x == null || y == null) continue
    tried++
    const made = sign === '+' ? x + y : x * y
    if (Math.abs(made - total) > 0.0101 + 1e-6 * Math.abs(total)) {
      if (tried > 50 && held < 0.5 * tried) return false
      continue
    }
    held++
    // A part that adds or multiplies nothing proves nothing.
    if (sign === '+' ? x !== 0 && y !== 0 : x !== 0 && y !== 0 && x !== 1 && y !== 1) telling++
  }
  // Rows that break the rule are looked for in all of them: few may stand among those tried.
  return tried >= 50 && held >= HELD * tried && telling >= 30
}

async function* describe(
  { table, rows: ask }: DetectorContext,
  columns: readonly ColumnProfile[],
  rule: Rule
): AsyncGenerator<Anomaly> {
  const [whole, left, right] = [rule.whole, ...rule.parts].map((place) => columns[place])
  if (!whole || !left || !right) return
  const [total, a, b] = [whole, left, right].map(sqlOf)
  const where = `coalesce(abs(${a} ${rule.sign} ${b} - ${total}) > 0.0101 + 1e-6 * abs(${total}), false)`
  const rows = (await ask<{ n: number }>(countSql(table, where)))[0]?.n ?? 0
  if (!rows || rows > (1 - HELD) * table.rows) return
  const guilty = guiltySql(rule, [whole, left, right])
  const counts = await ask<{ guilty: number | null; n: number }>(
    `SELECT ${guilty} AS guilty, count(*) AS n FROM ${table.sql} WHERE ${where} GROUP BY ALL`
  )
  const [name, first, second] = [named(whole.name), named(left.name), named(right.name)]
  const sign = rule.sign === '+' ? '+' : '×'
  for (const at of [null, 0, 1, 2]) {
    const n = counts.find((one) => one.guilty === at)?.n ?? 0
    const column = [whole, left, right][at ?? 0]
    if (!n || !column) continue
    const [count, wrong] = [rowsInWords(n), named(column.name)]
    const told = at !== null
    yield finding(table, {
      kind: 'contradiction',
      detector: 'arithmetic',
      // The whole stands among the columns only where it is the one told.
      aspect: `${at ? `${whole.name} = ` : ''}${left.name} ${rule.sign} ${right.name}${at === 0 ? ' = told' : ''}`,
      columns: [column.name],
      where: counts.length > 1 ? `${where} AND ${guilty} ${told ? `= ${at}` : 'IS NULL'}` : where,
      rows: n,
      severity: 'critical',
      confidence: told ? 0.85 : rows < 0.05 * table.rows ? 0.75 : 0.6,
      dimension: 'consistency',
      message: {
        fr: `${count.fr} où ${name.fr} n’est pas ${first.fr} ${sign} ${second.fr}${told ? ` : ${wrong.fr} semble fausse` : ''}`,
        en: `${count.en} where ${name.en} is not ${first.en} ${sign} ${second.en}${told ? `: ${wrong.en} seems wrong` : ''}`
      },
      explanation: {
        fr: `Partout ailleurs, ${first.fr} ${sign} ${second.fr} donne ${name.fr}, au centième près. ${told ? `Ici, on ne peut retrouver une valeur ordinaire qu’en changeant ${wrong.fr} : c’est sans doute elle qui est fausse.` : 'L’une des trois valeurs est fausse, et rien ne dit laquelle.'}`,
        en: `Everywhere else ${first.en} ${sign} ${second.en} gives ${name.en}, to the hundredth. ${told ? `Here only a change of ${wrong.en} leads back to a usual value: it is probably the one that is wrong.` : 'One of the three values is wrong, and nothing says which.'}`
      },
      proposal: {
        text: {
          fr: `Vérifier les trois colonnes, puis recalculer ${wrong.fr}.`,
          en: `Check the three columns, then compute ${wrong.en} again.`
        },
        repair: { kind: 'review' }
      }
    })
  }
}

/**
 * Which of the three is wrong, as SQL: 0 the whole, 1 and 2 the parts; NULL where it cannot be told. What the two others make of a value
 * must be usual in its column (between the 1st and 99th percentiles, whole where all are): the one of which alone this holds is it.
 */
function guiltySql({ sign }: Rule, three: readonly [ColumnProfile, ColumnProfile, ColumnProfile]): string {
  const [total, a, b] = three.map(sqlOf)
  const made = sign === '+' ? [`(${a} + ${b})`, `(${total} - ${b})`, `(${total} - ${a})`] : [`(${a} * ${b})`, `(${total} / nullif(${b}, 0))`, `(${total} / nullif(${a}, 0))`] // prettier-ignore
  const usual = three.map((column, at) => usualSql(column, made[at] ?? 'NULL'))
  const only = (at: number): string => usual.map((one, place) => (place === at ? one : `NOT ${one}`)).join(' AND ')
  return `CASE WHEN ${only(0)} THEN 0 WHEN ${only(1)} THEN 1 WHEN ${only(2)} THEN 2 END`
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
