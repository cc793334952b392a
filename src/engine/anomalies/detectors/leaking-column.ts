import type { ColumnProfile } from '../../../contract'
import { ident } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import type { Table } from '../../tables'
import { countSql, finding, named, shareInWords, valueInWords } from '../finding'

/** Values that an answer, and a column that may give it away, can have; columns compared. */
const MOST_ANSWERS = 4
const MOST_VALUES = 12
const MOST_COLUMNS = 24
/** Rows that a value needs before all of them having one answer says anything. */
const ENOUGH = 30
/** Share of the rows, and of those with each answer, that the column must settle. */
const SETTLED = 0.4
/** Share of the rows of a value that must have one answer: single slips do not hide what settles it. */
const PURE = 0.98
/** Share of the rows from which a list of words that settles the answer is a finer list of the same thing. */
const FINER = 0.97
/** Share of the rows of a list whose value stands in others too. */
const REPEATED = 0.9

/**
 * Scores and categories that settle the answer of another column for most rows: some of their values stand with one answer only, or nearly so.
 * Such a column was often made with the answer known; a study of what drives the answer must leave it out. Columns that say the
 * very same thing in other words are told too.
 */
export const leakingColumn: Detector = {
  name: 'leaking_column',
  title: { fr: 'Colonnes qui donnent la réponse', en: 'Columns that give the answer away' },
  kinds: ['leaking_column'],
  async *detect(context) {
    for (const answer of answersOf(context))
      for (const source of sourcesOf(context, answer)) {
        const [x, y] = [ident(source.name), ident(answer.name)]
        if (
          isOffered(source, answer) ||
          !(await mayTell(context, x, y)) ||
          (await areOfOneList(context, source, answer))
        )
          continue
        const found = await givenAway(context, source, answer, { from: context.table.sql, x, y })
        if (found) yield found
      }
  }
}

/**
 * Whether some rows leave it open that one column settles the other: a value that stands with one answer in the table does so among them.
 */
async function mayTell(context: DetectorContext, x: string, y: string): Promise<boolean> {
  const sample = await context.sample()
  if (sample.whole) return true
  const [seen] = await context.rows<{ settled: number; n: number }>(
    `SELECT coalesce(sum(n) FILTER (most >= ${0.9 * PURE} * n), 0)::BIGINT AS settled, coalesce(sum(n), 0)::BIGINT AS n FROM (
  SELECT x, max(n) AS most, sum(n) AS n FROM (SELECT ${x} AS x, ${y} AS y, count(*) AS n FROM ${sample.sql} WHERE ${x} IS NOT NULL AND ${y} IS NOT NULL GROUP BY ALL) GROUP BY x)`
  )
  return !seen || seen.settled >= 0.9 * SETTLED * seen.n
}

/** Whether numbers of few values part some kinds by themselves: the powers, sizes and prices that an offer comes in tell which it is, and none was asked. */
function isOffered(source: ColumnProfile, answer: ColumnProfile): boolean {
  const isNumber = source.family === 'number' || source.reading?.kind === 'number'
  return isNumber && source.semantic.kind !== 'score' && answer.family === 'text' && answer.semantic.kind !== 'boolean'
}

/** Whether numbers or words and the answer both follow from a third column, whose values come back: what a list of goods or of places says of each was known beforehand. */
async function areOfOneList(
  { profile, dependencies }: DetectorContext,
  source: ColumnProfile,
  answer: ColumnProfile
): Promise<boolean> {
  // A score is given, not listed; yes or no is asked of each row, and reasons were given where it is known.
  if (source.semantic.kind === 'score') return false
  if (source.family !== 'number' && answer.distinct <= 2) return false
  const known = await dependencies()
  const follows = (name: string, from: string): boolean =>
    known.some(
      ({ determinant, dependent, violations, n, repeated }) =>
        dependent === name &&
        determinant.length === 1 &&
        determinant[0] === from &&
        violations <= (1 - PURE) * n &&
        repeated >= REPEATED * n
    )
  return profile.columns.some(
    ({ name, distinct }) => distinct > source.distinct && follows(source.name, name) && follows(answer.name, name)
  )
}

/** Columns of so few values that they may be what is asked. */
export function answersOf(context: DetectorContext): ColumnProfile[] {
  return small(context).filter((column) => column.distinct <= MOST_ANSWERS && mayBeAsked(column))
}

/** Whether a column may be what a study asks of each row: a rate, a price or a size of few values is looked up in a list. */
function mayBeAsked({ family, semantic, numeric, distinct }: ColumnProfile): boolean {
  if (family !== 'number' || semantic.kind === 'score') return true
  // Nought and one are no and yes, whatever the name.
  if (distinct === 2 && numeric?.min === 0 && numeric.max === 1) return true
  return numeric?.integers === true && !['percent', 'money', 'measure'].includes(semantic.kind)
}

/** Columns that could give an answer away: finer than it, with few values still. */
export function sourcesOf(context: DetectorContext, answer: ColumnProfile): ColumnProfile[] {
  return small(context).filter((other) => other !== answer && other.distinct > answer.distinct)
}

function small(context: DetectorContext): ColumnProfile[] {
  const all = columnsWhere(
    context,
    ({ family, distinct, missing, rows }) =>
      ['text', 'boolean', 'number'].includes(family) && distinct >= 2 && distinct <= MOST_VALUES && missing < 0.2 * rows
  )
  if (all.length <= MOST_COLUMNS) return all
  // Of a wide table: the scores, and then both ends, where what is asked for stands.
  const others = all.filter(({ semantic }) => semantic.kind !== 'score')
  const scores = all.filter(({ semantic }) => semantic.kind === 'score').slice(0, MOST_COLUMNS / 2)
  const left = MOST_COLUMNS - scores.length
  const kept = new Set([
    ...scores,
    ...others.slice(0, Math.floor(left / 3)),
    ...others.slice(-Math.ceil((2 * left) / 3))
  ])
  return all.filter((column) => kept.has(column))
}

/** Where the two columns stand: SQL of both and what to read them from; `other` is the answer's own table, where it is another. */
interface Standing {
  from: string
  x: string
  y: string
  other?: Table
}

/** The finding that one column gives another away; null where it does not. */
export async function givenAway(
  { table, rows: ask }: DetectorContext,
  source: ColumnProfile,
  answer: ColumnProfile,
  { from: standing, x, y, other }: Standing
) {
  const cells = `SELECT ${x} AS x, ${y} AS y, count(*) AS n FROM ${standing} WHERE ${x} IS NOT NULL AND ${y} IS NOT NULL GROUP BY ALL`
  const pure = `SELECT x, arg_max(y, n) AS y, sum(n)::BIGINT AS n, max(n)::BIGINT AS most FROM (${cells}) GROUP BY x HAVING max(n) >= ${PURE} * sum(n)`
  const found = await ask<{ x: string; y: string; n: number; most: number; share: number }>(
    `WITH totals AS (SELECT y, sum(n) AS n FROM (${cells}) GROUP BY y)
SELECT left(x::VARCHAR, 40) AS x, left(pure.y::VARCHAR, 40) AS y, pure.n AS n, pure.most AS most, pure.most / totals.n AS share FROM (${pure}) AS pure JOIN totals ON totals.y = pure.y ORDER BY pure.y, x`
  )
  const sure = found.filter(({ n }) => n >= ENOUGH)
  const settled = new Map<string, number>()
  for (const { y: told, share } of sure) settled.set(told, (settled.get(told) ?? 0) + share)
  const n = sure.reduce((sum, one) => sum + one.n, 0)
  const present = Math.max(1, Math.min(answer.rows - answer.missing, source.rows - source.missing))
  if (n < SETTLED * present || settled.size < answer.distinct || Math.min(...settled.values()) < SETTLED) return null
  // A town that tells its region is a finer list of the same thing, and so is a price that tells the kind of goods.
  const isFiner = source.family === 'text' || ['money', 'measure'].includes(source.semantic.kind)
  if (n >= FINER * present && isFiner) return null
  const where = `coalesce(${ident(source.name)} IN (SELECT x FROM (${pure})), false)`
  // Values of few rows prove nothing, but where they have one answer they are no exception either.
  const [all, right] = [found.reduce((sum, one) => sum + one.n, 0), found.reduce((sum, { most }) => sum + most, 0)]
  const rows = other ? ((await ask<{ n: number }>(countSql(table, where)))[0]?.n ?? 0) : all
  const [from, to, part] = [
    named(source.name),
    named(other ? `${other.ref.name}.${answer.name}` : answer.name),
    shareInWords(Math.min(right, present), present)
  ]
  const nearly = right < all
  const [only, onlyOne] = nearly
    ? [
        'vont presque toujours avec une même réponse (98 % de leurs lignes au moins)',
        'nearly always go with one answer (98% of their rows or more)'
      ]
    : ['ne vont qu’avec une seule réponse', 'go with one answer only']
  const shown = found.slice(0, 6).map((one) => ({ from: valueInWords(source, one.x), to: valueInWords(answer, one.y) }))
  return finding(table, {
    kind: 'leaking_column',
    detector: 'leaking_column',
    place: other ? 'tables' : 'column',
    columns: other ? [source.name] : [source.name, answer.name],
    aspect: other ? `${other.ref.name}.${answer.name}` : undefined,
    where,
    rows,
    severity: 'warning',
    confidence: 0.8,
    dimension: 'credibility',
    message: {
      fr: `${from.fr} donne la réponse de ${to.fr} pour ${part.fr} des lignes`,
      en: `${from.en} gives the answer of ${to.en} away for ${part.en} of the rows`
    },
    explanation: {
      fr: `Ces valeurs de ${from.fr} ${only} : ${shown.map((one) => `« ${one.from.fr} » → « ${one.to.fr} »`).join(' ; ')}${found.length > 6 ? ' ; …' : '.'} La colonne a sans doute été remplie en connaissant la réponse, ou en découle : elle ne peut pas servir à l’expliquer.`,
      en: `These values of ${from.en} ${onlyOne}: ${shown.map((one) => `“${one.from.en}” → “${one.to.en}”`).join('; ')}${found.length > 6 ? '; …' : '.'} The column was probably filled with the answer known, or follows from it: it cannot serve to explain it.`
    },
    proposal: {
      text: {
        fr: `Laisser ${from.fr} hors de l’étude de ce qui explique ${to.fr}.`,
        en: `Leave ${from.en} out of any study of what explains ${to.en}.`
      },
      repair: { kind: 'review' }
    }
  })
}
