import type { ColumnProfile, Dependency } from '../../../contract'
import { ident, text } from '../../sql'
import { comparedSql } from '../compared'
import { columnsWhere, type DetectorContext } from '../detector'

/** Columns tried. */
const [MOST_NUMBERS, MOST_TEXTS] = [8, 12]
/** Values of a number that is cut into classes, and rows from which what goes with one is known. */
const MOST_VALUES = 120
const LARGE = 20
/** Values that must have so many rows, the share of all rows that these must hold, and the classes at least. */
const LEAST_VALUES = 5
const IN_LARGE = 0.9
const LEAST_CLASSES = 3
/** What the usual class of a value must reach, share of the rows that may break the rule, and how far values may differ in that, beside chance. */
const CLEAR = 0.8
const MOST_BROKEN = 0.1
const UNEVEN = 0.1
/** Share of a class from which another text is no slip, breaches from which it is seen which are alike, and the share that may be. */
const RARE = 0.02
const ENOUGH = 10
const MOST_ALIKE = 0.8

type Cell = {
  /** Of the text, among those asked about. */
  place: number
  x: number
  y: string
  n: number
}

/** A value of the number, its rows by their text, and the text that the most have. */
interface Value {
  of: number
  most: number
  usual: string
  texts: ReadonlyMap<string, number>
}

/**
 * Rules that more rows break than a rule at large may, by which a text is the class of a number, as a grade is of a mark: the usual class of
 * each value is clear, each class holds one stretch of the numbers, and the breaches lie among the values evenly, as faults do.
 */
export async function classRules(context: DetectorContext): Promise<Dependency[]> {
  const numbers = columnsWhere(context, mayBeCut).slice(0, MOST_NUMBERS)
  const texts = columnsWhere(context, mayBeClass).slice(0, MOST_TEXTS)
  if (!numbers.length || !texts.length) return []
  const known = new Set((await context.dependencies()).map(({ determinant, dependent }) => [...determinant, dependent].join('\n'))) // prettier-ignore
  const sample = await context.sample()
  const found: Dependency[] = []
  for (const x of numbers) {
    const others = texts.filter((y) => !known.has(`${x.name}\n${y.name}`))
    const seen = others.length ? await cellsOf(context, x, others, sample.sql) : []
    for (const [place, y] of others.entries()) {
      const drawn = valuesIn(seen.filter((one) => one.place === place))
      if (!isCut(drawn)) continue
      const values = sample.whole ? drawn : valuesIn(await cellsOf(context, x, [y], context.table.sql))
      if (isCut(values)) found.push(asDependency(x, y, values))
    }
  }
  return found
}

function mayBeCut({ family, numeric, distinct, semantic }: ColumnProfile): boolean {
  const isNumber = family === 'number' && !!numeric?.integers && !['identifier', 'postcode', 'phone', 'boolean'].includes(semantic.kind) // prettier-ignore
  return isNumber && distinct >= LEAST_VALUES && distinct <= MOST_VALUES
}

/** Texts of few values but for slips. */
function mayBeClass({ family, distinct, rows, semantic }: ColumnProfile): boolean {
  return family === 'text' && semantic.kind !== 'free_text' && distinct >= LEAST_CLASSES && distinct * LARGE <= rows
}

/** The rows by a number, but for codes, in its order, and by each of some texts. */
async function cellsOf(
  context: DetectorContext,
  x: ColumnProfile,
  texts: readonly ColumnProfile[],
  from: string
): Promise<Cell[]> {
  const codes = x.disguised.map(({ value }) => text(value))
  const known = codes.length ? ` AND ${ident(x.name)}::VARCHAR NOT IN (${codes.join(', ')})` : ''
  const cells = texts.map((y) => `${comparedSql(context, y)}::VARCHAR`).join(', ')
  return context.rows<Cell>(
    `SELECT place, x::DOUBLE AS x, y, count(*) AS n FROM (SELECT ${ident(x.name)} AS x, unnest([${cells}]) AS y, unnest(range(${texts.length})) AS place FROM ${from} WHERE ${ident(x.name)} IS NOT NULL${known}) WHERE y IS NOT NULL GROUP BY ALL ORDER BY place, x, y`
  )
}

function valuesIn(cells: readonly Cell[]): Value[] {
  const values = new Map<number, Map<string, number>>()
  for (const { x, y, n } of cells) values.set(x, (values.get(x) ?? new Map<string, number>()).set(y, n))
  return [...values.values()].map((texts) => {
    const [usual, most] = [...texts].reduce((best, one) => (one[1] > best[1] ? one : best), ['', 0])
    return { of: [...texts.values()].reduce((sum, n) => sum + n, 0), most, usual, texts }
  })
}

function asDependency(x: ColumnProfile, y: ColumnProfile, values: readonly Value[]): Dependency {
  const [n, repeated, violations] = [
    sumOf(values, ({ of }) => of),
    sumOf(values, ({ of }) => (of > 1 ? of : 0)),
    sumOf(values, ({ of, most }) => of - most)
  ]
  return { determinant: [x.name], dependent: y.name, n, repeated, violations, g3: violations / n }
}

function sumOf(values: readonly Value[], what: (one: Value) => number): number {
  return values.reduce((sum, one) => sum + what(one), 0)
}

/** Whether the usual classes cut the values into stretches, all of them as clearly. */
function isCut(values: readonly Value[]): boolean {
  const large = values.filter(({ of }) => of >= LARGE)
  const [rows, held] = [sumOf(values, ({ of }) => of), sumOf(large, ({ of }) => of)]
  if (large.length < LEAST_VALUES || held < IN_LARGE * rows) return false
  // A code, as 99 is, has no class of its own.
  const clear = large.filter(({ of, most }) => most >= CLEAR * of)
  if (sumOf(clear, ({ of }) => of) < IN_LARGE * held || clear.length < LEAST_VALUES) return false
  const classes = new Set(clear.map(({ usual }) => usual))
  const stretches = clear.filter(({ usual }, place) => usual !== clear[place - 1]?.usual).length
  if (classes.size < LEAST_CLASSES || stretches !== classes.size) return false
  const broken = sumOf(clear, ({ of, most }) => of - most)
  const rate = broken / sumOf(clear, ({ of }) => of)
  const spread = sumOf(clear, ({ of, most }) => (of - most - rate * of) ** 2) / (sumOf(clear, ({ of }) => of) * rate * (1 - rate)) // prettier-ignore
  const isEven = spread <= 1 + (UNEVEN * broken) / clear.length + 3 * Math.sqrt(2 / clear.length)
  return rate > 0 && rate <= MOST_BROKEN && isEven && [...classes].every((one) => isMixed(clear, one, classes))
}

/** Whether what breaks a class is now one of the other classes, now another, or a slip: one that stands beside it again and again is an answer there. */
function isMixed(values: readonly Value[], own: string, classes: ReadonlySet<string>): boolean {
  const others = new Map<string, number>()
  const of = values.filter(({ usual }) => usual === own)
  for (const { texts } of of)
    for (const [other, n] of texts) if (other !== own) others.set(other, (others.get(other) ?? 0) + n)
  const rows = sumOf(of, (one) => one.of)
  const counts = [...others]
  const known = counts.filter(([other]) => classes.has(other)).reduce((sum, [, n]) => sum + n, 0)
  const often = counts.filter(([other, n]) => !classes.has(other) && n > RARE * rows)
  const most = counts.reduce((best, [other, n]) => (classes.has(other) ? Math.max(best, n) : best), 0)
  return !often.length && (known < ENOUGH || most <= MOST_ALIKE * known)
}
