import type { Anomaly, ColumnProfile } from '../../../contract'
import { quantileAt } from '../../profile'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { finding, named, rowsInWords, shareInWords } from '../finding'
import { numberSql } from './number-sql'
import { UNDECIDED } from './undecided'

/** Columns tried together, and rows they are tried on. */
const MOST_COLUMNS = 14
const TRIED_ROWS = 1_000
/** Rows that say enough, those of them that prove something, and share that must keep a rule for the others to break it. */
const LEAST = 50
const TELLING = 30
const HELD = 0.9
/** Decimals that a rate is rounded to, and units of its last one that its values must spread over for a match to be no chance. */
const MOST_DECIMALS = 4
const SPREAD = 20
/** How near a product must come for the rule to be told as that of a total. */
const CENT = 0.0101

/** Rates and averages that are not the quotient of two columns, to the last decimal written, as nearly everywhere else. */
export const quotient: Detector = {
  name: 'quotient',
  title: { fr: 'Taux et moyennes faux', en: 'Wrong rates and averages' },
  kinds: ['contradiction'],
  async *detect(context) {
    const columns = columnsWhere(
      context,
      ({ semantic, numeric, distinct, family, reading }) =>
        (family === 'number' || reading?.kind === 'number') &&
        !['identifier', 'score', 'year', 'age', 'postcode', 'phone', 'constant', 'coordinate'].includes(
          semantic.kind
        ) &&
        (numeric?.n ?? 0) >= LEAST &&
        distinct >= 5
    ).slice(0, MOST_COLUMNS)
    if (columns.length < 3) return
    for (const rule of await rulesOf(context, columns)) yield* describe(context, rule)
  }
}

interface Rule {
  whole: ColumnProfile
  above: ColumnProfile
  below: ColumnProfile
  /** 100 where the whole is a percentage. */
  times: 1 | 100
  /** How far a rounded quotient may lie from the true one. */
  slack: number
  /** Share of the rows tried that keep it. */
  held: number
}

async function rulesOf(context: DetectorContext, columns: readonly ColumnProfile[]): Promise<Rule[]> {
  const sample = await context.sample()
  const values = columns.map((column, place) => `${numberSql(column)} AS x${place}`).join(', ')
  const rows = (
    await context.rows<Record<string, number | null>>(`SELECT ${values} FROM ${sample.sql} LIMIT ${TRIED_ROWS}`)
  ).map((row) => columns.map((_, place) => row[`x${place}`] ?? null))
  const found: Rule[] = []
  for (const [place, whole] of columns.entries()) {
    const slack = lastDecimal(rows.map((row) => row[place] ?? null))
    const spread = quantileAt(whole.numeric, 0.95) - quantileAt(whole.numeric, 0.05)
    if (slack === null || !(spread >= SPREAD * slack)) continue
    const best = bestOf(rows, columns, { place, slack: 1.0001 * slack })
    if (best) found.push({ whole, slack: 1.0001 * slack, ...best })
  }
  // The number that was divided, or divided by, comes out of the others nearly as often: one rule a set of columns.
  return found.filter((rule) => !found.some((other) => other.held > rule.held && setOf(other) === setOf(rule)))
}

function setOf({ whole, above, below }: Rule): string {
  return JSON.stringify([whole, above, below].map(({ position }) => position).sort((a, b) => a - b))
}

/** The unit of the last decimal that values are written with; null where they have many. */
function lastDecimal(values: readonly (number | null)[]): number | null {
  for (let decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
    const unit = 10 ** -decimals
    if (values.every((value) => value === null || Math.abs(value / unit - Math.round(value / unit)) < 1e-6)) return unit
  }
  return null
}

/** Of all pairs of other columns, the one whose quotient makes it in most rows, nearly all of them. */
function bestOf(
  rows: readonly (number | null)[][],
  columns: readonly ColumnProfile[],
  { place, slack }: { place: number; slack: number }
): Pick<Rule, 'above' | 'below' | 'times' | 'held'> | null {
  let best: Pick<Rule, 'above' | 'below' | 'times' | 'held'> | null = null
  for (const [a, above] of columns.entries())
    for (const [b, below] of columns.entries())
      for (const times of [1, 100] as const) {
        if (a === b || a === place || b === place) continue
        const held = heldBy(rows, { place, a, b, times, slack })
        if (held > (best?.held ?? 0)) best = { above, below, times, held }
      }
  return best
}

/** The share of the rows tried that keep a rule; 0 where too few do for it to be one. */
function heldBy(
  rows: readonly (number | null)[][],
  { place, a, b, times, slack }: { place: number; a: number; b: number; times: number; slack: number }
): number {
  let [tried, held, telling, products] = [0, 0, 0, 0]
  for (const row of rows) {
    const [whole, above, below] = [row[place], row[a], row[b]]
    if (whole == null || above == null || !below) continue
    tried++
    if (tried > LEAST && held < tried / 2) return 0
    if (Math.abs((times * above) / below - whole) > slack) continue
    held++
    if (above !== 0 && above !== below && below !== 1) telling++
    if (times === 1 && Math.abs(whole * below - above) <= CENT) products++
  }
  // What multiplies to a total is told as that.
  const isRule = tried >= LEAST && held >= HELD * tried && telling >= TELLING && products < HELD * tried
  return isRule ? held / tried : 0
}

async function* describe({ table, rows: ask }: DetectorContext, rule: Rule): AsyncGenerator<Anomaly> {
  const { whole, above, below, times, slack } = rule
  const [w, a, b] = [whole, above, below].map((column) => numberSql(column))
  const made = `(${times === 100 ? '100 * ' : ''}${a} / nullif(${b}, 0))`
  const broken = `coalesce(abs(${made} - ${w}) > ${slack}, false)`
  const usual = `coalesce(${made} BETWEEN ${quantileAt(whole.numeric, 0.01) - slack} AND ${quantileAt(whole.numeric, 0.99) + slack}, false)`
  const [seen] = await ask<{ n: number; broken: number; usual: number }>(
    `SELECT count(*) FILTER (${made} IS NOT NULL AND ${w} IS NOT NULL) AS n, count(*) FILTER (${broken}) AS broken, count(*) FILTER (${broken} AND ${usual}) AS usual FROM ${table.sql}`
  )
  if (!seen?.broken || seen.broken > (1 - HELD) * seen.n) return
  const [rate, up, down] = [named(whole.name), named(above.name), named(below.name)]
  const said = times === 100 ? '100 × ' : ''
  const formula = { fr: `${said}${up.fr} ÷ ${down.fr}`, en: `${said}${up.en} ÷ ${down.en}` }
  const kept = shareInWords(seen.n - seen.broken, seen.n)
  for (const isWhole of [true, false]) {
    const n = isWhole ? seen.usual : seen.broken - seen.usual
    if (!n) continue
    const count = rowsInWords(n)
    yield finding(table, {
      kind: 'contradiction',
      detector: 'quotient',
      aspect: JSON.stringify([whole.name, above.name, below.name]),
      columns: isWhole ? [whole.name] : [whole.name, above.name, below.name],
      beside: [above.name, below.name],
      where: `${broken} AND ${isWhole ? '' : 'NOT '}${usual}`,
      rows: n,
      severity: isWhole ? 'critical' : 'warning',
      confidence: isWhole ? 0.7 : UNDECIDED,
      dimension: 'consistency',
      message: {
        fr: `${count.fr} où ${rate.fr} n’est pas ${formula.fr}`,
        en: `${count.en} where ${rate.en} is not ${formula.en}`
      },
      explanation: {
        fr: `Dans ${kept.fr} des lignes, ${rate.fr} est ${formula.fr}, à l’arrondi près. ${isWhole ? `Ici les deux autres colonnes donnent une valeur ordinaire : c’est sans doute la valeur de ${rate.fr} qui est fausse.` : 'Ici elles donnent une valeur que la colonne n’a guère : l’une des trois est fausse, et rien ne dit laquelle.'}`,
        en: `In ${kept.en} of the rows ${rate.en} is ${formula.en}, but for rounding. ${isWhole ? `Here the two other columns make a usual value: ${rate.en} is probably the one that is wrong.` : 'Here they make a value that the column hardly has: one of the three is wrong, and nothing says which.'}`
      },
      proposal: {
        text: {
          fr: `Vérifier les trois colonnes, puis recalculer ${rate.fr}.`,
          en: `Check the three columns, then compute ${rate.en} again.`
        },
        repair: { kind: 'review' }
      }
    })
  }
}
