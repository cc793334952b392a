import type { Anomaly, ColumnProfile, LocalizedText } from '../../../contract'
import { quantileAt, scaleProof, wordsOf } from '../../profile'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { finding, named, rowsInWords } from '../finding'
import { HELD, rulesIn, type Rule } from './sum-rules'
import { guiltySql, isRest, sqlOf, sumOf, withBeside, type Sum } from './sum-sql'

/** Columns tried together, and rows they are tried on. */
const MOST_COLUMNS = 14
const TRIED_ROWS = 1_000
/** How many columns a rule is about, by its number of parts. */
const HOW_MANY: Readonly<Record<number, LocalizedText>> = {
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
    if (columns.length < 3) return
    const rules: Broken[] = []
    for (const rule of await rulesOf(context, columns))
      rules.push(await completed(context, sumOf(columns, rule), numbers))
    for (const rule of rules) yield* describe(context, rule, rules)
  }
}

/** Whether a column takes enough values to be a total or a factor; a part of a sum may be one of a few tariffs. */
function isVaried({ distinct }: ColumnProfile): boolean {
  return distinct >= 5
}

/** Words of a column's name that say it is what others add up to. */
const TOTALS = new Set(
  'total totaux totale somme sum cumul net nette ttc solde balance resultat result final finale marge margin reste ecart difference benefice profit'.split(
    ' '
  )
)

async function rulesOf({ table, rows: ask }: DetectorContext, columns: readonly ColumnProfile[]): Promise<Rule[]> {
  const values = columns.map((column, place) => `${sqlOf(column)} AS x${place}`).join(', ')
  const every = Math.max(1, Math.floor(table.rows / TRIED_ROWS))
  const rows = await ask<Record<string, number | null>>(
    `SELECT ${values} FROM ${table.sql} WHERE rowid % ${every} = 0 LIMIT ${2 * TRIED_ROWS}`
  )
  return rulesIn(
    columns.map((_, place) => Float64Array.from(rows, (row) => row[`x${place}`] ?? NaN)),
    columns.map((column) => ({
      isVaried: isVaried(column),
      isTotal: wordsOf(column.name).some((word) => TOTALS.has(word)),
      isNegative: quantileAt(column.numeric, 0.01) < 0
    }))
  )
}

/** Rows of which a further column says what is left over that make it part of the rule. */
const LEAST_MENDED = 3
/** Columns that may so be added to one rule. */
const MOST_BESIDE = 2

/** A rule with the number of rows that break it. */
type Broken = Sum & { rows: number }

/**
 * A rule with the columns that it lacks: what is mostly 0 or empty, as refunds are, leaves nearly all rows right without it. A column that makes up for
 * what is left over nearly wherever it is filled is part of the rule.
 */
async function completed(
  { table, rows: ask }: DetectorContext,
  rule: Sum,
  numbers: readonly ColumnProfile[]
): Promise<Broken> {
  let sum = rule
  for (;;) {
    const tried = numbers
      .filter((column) => !sum.columns.includes(column) && filled(column) <= (1 - HELD) * table.rows)
      .flatMap((column) => [false, true].map((isMinus) => ({ column, isMinus })))
    const terms = tried.map(({ column, isMinus }, at) => `count(*) FILTER (${isRest(sum, column, isMinus)}) AS t${at}`)
    const [seen] = await ask<Record<string, number>>(
      `SELECT ${['count(*) AS n', ...terms].join(', ')} FROM (SELECT * FROM ${table.sql} WHERE ${sum.broken})`
    )
    const mends = tried.find(({ column }, at) => (seen?.[`t${at}`] ?? 0) >= Math.max(LEAST_MENDED, HELD * filled(column))) // prettier-ignore
    if (!mends || sum.beside.length === MOST_BESIDE) return { ...sum, rows: seen?.n ?? 0 }
    sum = withBeside(sum, mends.column, mends.isMinus)
  }
}

/** Cells of a column that hold another number than 0. */
function filled({ numeric }: ColumnProfile): number {
  return numeric ? numeric.n - numeric.zeros : 0
}

async function* describe(
  { table, rows: ask }: DetectorContext,
  rule: Broken,
  rules: readonly Sum[]
): AsyncGenerator<Anomaly> {
  const [whole, ...parts] = rule.columns
  if (!whole) return
  const { broken: where, rows } = rule
  if (!rows || rows > (1 - HELD) * table.rows) return
  const guilty = guiltySql(rule, rules)
  const counts = await ask<{ guilty: number | null; n: number }>(
    `SELECT ${guilty} AS guilty, count(*) AS n FROM ${table.sql} WHERE ${where} GROUP BY ALL`
  )
  const name = named(whole.name)
  const names = parts.map((part) => named(part.name))
  const sum = {
    fr: spelt(rule, names.map(({ fr }) => fr), '×', '−'), // prettier-ignore
    en: spelt(rule, names.map(({ en }) => en), '×', '−') // prettier-ignore
  }
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
      aspect: `${at ? `${whole.name} = ` : ''}${spelt(rule, parts.map(({ name }) => name), rule.sign, '-')}${at === 0 ? ' = told' : ''}`, // prettier-ignore
      columns: [column.name],
      beside: [whole, ...parts].map((one) => one.name),
      where: counts.length > 1 ? `${where} AND ${guilty} ${told ? `= ${at}` : 'IS NULL'}` : where,
      rows: n,
      severity: 'critical',
      confidence: told ? 0.85 : rows < 0.05 * table.rows ? 0.75 : 0.6,
      dimension: 'consistency',
      matter: { rule: namesOf(rule), rows: broken },
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

/** The names of the parts with what is done to each. */
function spelt({ columns, sign, minus, beside }: Sum, names: readonly string[], times: string, less: string): string {
  return names
    .map((name, place) => {
      const column = columns[place + 1]
      if (!place || !column) return name
      return ` ${minus.includes(column) ? less : sign === '+' || beside.includes(column) ? '+' : times} ${name}`
    })
    .join('')
}

/** The names of a rule, the whole and its sign first; where one is subtracted or stands beside a product, what is done to it before it. */
function namesOf({ columns: [whole, ...parts], sign, minus, beside }: Sum): string[] {
  const marked = (part: ColumnProfile): string[] =>
    minus.includes(part) ? ['-', part.name] : sign === '*' && beside.includes(part) ? ['+', part.name] : [part.name]
  return [whole?.name ?? '', sign, ...parts.flatMap(marked)]
}
