import type { Anomaly, ColumnProfile } from '../../../contract'
import { missingWord } from '../../profile'
import { ident, text } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { finding, named, rowsInWords } from '../finding'
import { valuesOf, type Value } from './category-values'
import { foreignValues } from './foreign-values'

/** Different values of a column, and columns compared two by two. */
const MOST_VALUES = 2000
const MOST_COLUMNS = 16
/** Different numbers of a column up to which one of them may be known again in another, and such columns. */
const MOST_NUMBERS = 200
const MOST_NUMBERED = 8
/** Times that a value stands in its own column, and how much oftener than in the other. */
const OWN = 5
const OFTENER = 10
/** Share of the rows with a value of the other column that must be swapped both ways, and of all rows at most. */
const BOTH = 0.5
const MOST_SHARE = 0.05
/** Stated, not measured: two columns that hold the same kind of things may each rightly hold what is usual in the other. */
const CONFIDENCE = 0.6

/** Two cells of one row that took each other's place: the town under the region and the region under the town. And values of one column in another. */
export const swappedValues: Detector = {
  name: 'swapped_values',
  title: { fr: 'Valeurs échangées', en: 'Swapped values' },
  kinds: ['misplaced_value'],
  async *detect(context) {
    const columns = columnsWhere(
      context,
      ({ family, semantic, distinct }) =>
        family === 'text' &&
        !['free_text', 'date', 'time', 'boolean'].includes(semantic.kind) &&
        distinct >= 2 &&
        distinct <= MOST_VALUES
    ).slice(0, MOST_COLUMNS)
    const counts = new Map<ColumnProfile, Map<string, number>>()
    for (const column of columns) counts.set(column, countsOf(await valuesOf(context, column)))
    for (const [place, first] of columns.entries())
      for (const second of columns.slice(place + 1)) {
        const [one, other] = [counts.get(first) ?? new Map(), counts.get(second) ?? new Map()]
        const [strayFirst, straySecond] = [strayOf(one, other), strayOf(other, one)]
        if (!strayFirst.length || !straySecond.length) continue
        const found = await describe(context, { first, second, strayFirst, straySecond })
        if (found) yield found
      }
    const numbers = columnsWhere(
      context,
      ({ family, numeric, distinct }) => family === 'number' && numeric?.integers === true && distinct <= MOST_NUMBERS
    ).slice(0, MOST_NUMBERED)
    for (const column of numbers) counts.set(column, countsOf(await valuesOf(context, column)))
    yield* foreignValues(context, counts)
  }
}

function countsOf(values: readonly Value[]): Map<string, number> {
  return new Map(values.flatMap(({ value, n }) => (value.trim() && missingWord(value) === null ? [[value, n]] : [])))
}

/** The values of a column that are at home in the other. */
function strayOf(column: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): string[] {
  return [...column].flatMap(([value, n]) => {
    const own = other.get(value) ?? 0
    return own >= OWN && own >= OFTENER * n ? [value] : []
  })
}

interface Swap {
  first: ColumnProfile
  second: ColumnProfile
  strayFirst: readonly string[]
  straySecond: readonly string[]
}

async function describe(
  { table, rows: ask }: DetectorContext,
  { first, second, strayFirst, straySecond }: Swap
): Promise<Anomaly | null> {
  const isStray = (column: ColumnProfile, values: readonly string[]): string =>
    `coalesce(${ident(column.name)}::VARCHAR IN (${values.map(text).join(', ')}), false)`
  const [one, other] = [isStray(first, strayFirst), isStray(second, straySecond)]
  const where = `${one} AND ${other}`
  const [seen] = await ask<{ one: number; other: number; both: number }>(
    `SELECT count(*) FILTER (one) AS one, count(*) FILTER (other) AS other, count(*) FILTER (one AND other) AS both FROM (SELECT ${one} AS one, ${other} AS other FROM ${table.sql})`
  )
  // Where either column often holds what is usual in the other, both speak of the same things (from, to).
  if (!seen?.both || seen.both < BOTH * Math.max(seen.one, seen.other) || seen.both > MOST_SHARE * table.rows)
    return null
  const [from, to, count] = [named(first.name), named(second.name), rowsInWords(seen.both)]
  const shown = await ask<{ a: string; b: string }>(
    `SELECT left(${ident(first.name)}::VARCHAR, 40) AS a, left(${ident(second.name)}::VARCHAR, 40) AS b FROM ${table.sql} WHERE ${where} GROUP BY ALL ORDER BY count(*) DESC, a, b LIMIT 3`
  )
  return finding(table, {
    kind: 'misplaced_value',
    detector: 'swapped_values',
    columns: [first.name, second.name],
    where,
    rows: seen.both,
    severity: 'warning',
    confidence: CONFIDENCE,
    dimension: 'accuracy',
    message: {
      fr: `${count.fr} où ${from.fr} et ${to.fr} ont échangé leurs valeurs`,
      en: `${count.en} where ${from.en} and ${to.en} have swapped their values`
    },
    explanation: {
      fr: `${shown.map(({ a, b }) => `« ${a} » dans ${from.fr} et « ${b} » dans ${to.fr}`).join(' ; ')} : chacune est au moins dix fois plus fréquente dans l’autre colonne.`,
      en: `${shown.map(({ a, b }) => `“${a}” in ${from.en} and “${b}” in ${to.en}`).join('; ')}: each is at least ten times as frequent in the other column.`
    },
    proposal: {
      text: {
        fr: `Comparer à la source, puis remettre chaque valeur dans sa colonne.`,
        en: `Compare with the source, then put each value back in its column.`
      },
      repair: { kind: 'review' }
    }
  })
}
