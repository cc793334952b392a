import type { Anomaly, ColumnProfile } from '../../../contract'
import { measureSql, quantileAt } from '../../profile'
import { ident } from '../../sql'
import type { DetectorContext } from '../detector'
import { finding, named, rowsInWords } from '../finding'
import { bulkFences, FAR } from './bulk-fences'
import { hasZeroYear, isZeroCode, writtenNumber } from './years'

/** Share of zeros among amounts up to which they are no usual answer, and part of the 5th percentile under which nothing else may lie. */
const MOST_ZEROS = 0.05
const NOTHING = 1 / 3
/** Share of the values that may lie near 0 and far below the bulk, as a shifted decimal mark leaves them. */
const MOST_BELOW = 0.01
/** The same of a column where far values are so many that they hide one another, beside its zeros too. */
const MOST_CROWDED = 0.06
/** The same of ages, of which nobody's is 0 where all others are grown up; beyond the former, the less sure. */
const MOST_AGELESS = 0.12
/** Share of negative values beside which zeros still say something: slips of their own. */
const MOST_NEGATIVE = 0.03
/** Part of the median under which hardly a value lies where none comes near 0. */
const NEVER_NEAR = 1 / 2
/** Steps from one value to the next, as the lowest ones show them, within which 0 is the next one down; how many show them. */
const NEXT = 2
const LOWEST = 10
/** Zeros that are no stray ones. */
const REPEATED = 5
/** The least age beside zeros, where nobody is so young that some could be newborn. */
const GROWN = 10
/** Values from which an empty place near 0 is no chance. */
const ENOUGH = 200

/** Of what zeros may be told, and of which kinds no thing has none of it where the bulk lies far above. */
const KINDS: readonly string[] = ['money', 'measure', 'age', 'duration', 'count', 'coordinate', 'identifier']
const NEVER_NONE: readonly string[] = ['measure', 'coordinate']
const NEVER_NONE_NEAR: readonly string[] = [...NEVER_NONE, 'age', 'duration', 'count']
/** Lengths of time and counts begin with 0, unless all others begin well above. */
const FROM_ZERO: readonly string[] = ['duration', 'count']
const WELL_ABOVE = 5

/**
 * Zeros among amounts, measures and ages that are all well above: they often stand for a value that was not known. What lies far below the
 * bulk as they do, and is told itself, does not speak for them.
 */
export async function describeZeros(context: DetectorContext, column: ColumnProfile, hidden: boolean) {
  const { table, rows: ask } = context
  const measure = measureSql(ident(column.name), column.type, column.reading)
  const facts = column.numeric
  if (!measure || !facts || !KINDS.includes(column.semantic.kind)) return null
  const isAge = column.semantic.kind === 'age'
  if (hasZeroYear(column)) return null
  if (
    facts.negatives > MOST_NEGATIVE * facts.n ||
    !facts.zeros ||
    facts.zeros > (isAge ? MOST_AGELESS : MOST_ZEROS) * facts.n ||
    facts.n < ENOUGH
  )
    return null
  const isMany = facts.zeros > MOST_ZEROS * facts.n
  const [q05, q50] = isMany ? await levelsBeside(context, measure) : [0.05, 0.5].map((p) => quantileAt(facts, p))
  if (!q05 || !q50 || !(q05 > 0) || isZeroCode(column)) return null
  const where = `coalesce(${measure} = 0, false)`
  const far = Math.max(0, Math.min(bulkFences(column, FAR)?.low ?? 0, NOTHING * q05))
  const [seen] = await ask<{ n: number; near: number; below: number; least: number }>(
    `SELECT count(*) FILTER (v = 0) AS n, count(*) FILTER (v > 0 AND v >= ${far} AND v < ${NOTHING * q05}) AS near, count(*) FILTER (v > 0 AND v < ${far}) AS below, min(v) FILTER (v > 0 AND v >= ${far}) AS least FROM (SELECT ${measure} AS v FROM ${table.sql})`
  )
  if (!seen?.n || seen.near) return null
  if (seen.below > (hidden ? MOST_CROWDED * facts.n : Math.min(seen.n, MOST_BELOW * facts.n))) return null
  if (FROM_ZERO.includes(column.semantic.kind) && seen.least < WELL_ABOVE) return null
  const isFarAbove = q50 - FAR * (q50 - q05) > 0
  // The bulk never comes near 0: so it is of the ages of pupils, the lengths of films, the weights of adults.
  const neverNear = q05 >= NEVER_NEAR * q50 && NEVER_NONE_NEAR.includes(column.semantic.kind)
  if (seen.n < 2 && !neverNear) return null
  const [steps] = await ask<{ usual: number | null }>(
    `SELECT median(step) AS usual FROM (SELECT v - lag(v) OVER (ORDER BY v) AS step FROM (SELECT DISTINCT ${measure} AS v FROM ${table.sql} WHERE ${measure} >= ${seen.least} ORDER BY v LIMIT ${LOWEST}))`
  )
  if (seen.least <= NEXT * (steps?.usual ?? 0)) return null
  const isSure = neverNear || (isFarAbove && seen.n >= REPEATED && NEVER_NONE.includes(column.semantic.kind))
  const isAgeless = isAge && seen.n >= REPEATED && seen.least >= GROWN
  if (isMany && !isAgeless) return null
  if (isAgeless || (isSure && seen.n >= REPEATED))
    return asMissing(context, column, { where, n: seen.n, least: seen.least, isMany })
  const [name, count] = [named(column.name), rowsInWords(seen.n)]
  return finding(table, {
    kind: 'outlier',
    detector: 'outlier',
    aspect: 'zero',
    columns: [column.name],
    where,
    rows: seen.n,
    severity: 'warning',
    confidence: isSure ? 0.65 : 0.4,
    dimension: 'completeness',
    message: {
      fr: `${name.fr} : 0 loin de toutes les autres valeurs (${count.fr})`,
      en: `${name.en}: 0 far from all other values (${count.en})`
    },
    explanation: {
      fr: `Les valeurs courantes partent de ${writtenNumber(column, seen.least, 'fr')}, et 0 est rare : il dit sans doute que la valeur n’est pas connue. Compté comme une valeur, il tire la moyenne vers le bas. S’il dit « gratuit » ou « rien », il est juste.`,
      en: `The usual values begin at ${writtenNumber(column, seen.least, 'en')}, and 0 is rare: it probably says that the value is not known. Counted as a value, it pulls the mean down. Where it says “free” or “none”, it is right.`
    },
    proposal: {
      text: {
        fr: 'Vérifier à la source ce que dit 0 ; s’il dit « inconnu », le mettre à manquant.',
        en: 'Check with the source what 0 says; if it says “unknown”, set it to missing.'
      },
      repair: { kind: 'review' }
    }
  })
}

/** The 5th percentile and the middle of what is above 0. */
async function levelsBeside({ table, rows: ask }: DetectorContext, measure: string): Promise<number[]> {
  const [seen] = await ask<{ levels: number[] | null }>(
    `SELECT quantile_cont(${measure}, [0.05, 0.5]) FILTER (${measure} > 0) AS levels FROM ${table.sql}`
  )
  return seen?.levels ?? []
}

/** Zeros that come again where no value is near: they stand for one that was not known. */
async function asMissing(
  { table, rows: ask }: DetectorContext,
  column: ColumnProfile,
  { where, n, least, isMany }: { where: string; n: number; least: number; isMany: boolean }
): Promise<Anomaly> {
  const cell = `${ident(column.name)}::VARCHAR`
  const written = await ask<{ value: string }>(
    `SELECT DISTINCT ${cell} AS value FROM ${table.sql} WHERE ${where} ORDER BY value LIMIT ${MOST_WRITTEN}`
  )
  const [name, count] = [named(column.name), rowsInWords(n)]
  return finding(table, {
    kind: 'disguised_missing',
    detector: 'disguised_missing',
    aspect: 'zero',
    columns: [column.name],
    where,
    rows: n,
    severity: 'critical',
    confidence: isMany ? 0.65 : 0.75,
    dimension: 'completeness',
    message: {
      fr: `${name.fr} : 0 dit sans doute « manquant » (${count.fr})`,
      en: `${name.en}: 0 probably means “missing” (${count.en})`
    },
    explanation: {
      fr: `0 revient, et rien ne se trouve entre lui et ${writtenNumber(column, least, 'fr')}, où les autres valeurs commencent : il dit sans doute que la valeur n’est pas connue. Compté comme une valeur, il tire la moyenne vers le bas.`,
      en: `0 comes again, and nothing lies between it and ${writtenNumber(column, least, 'en')}, where the other values begin: it probably says that the value is not known. Counted as a value, it pulls the mean down.`
    },
    proposal: {
      text: { fr: 'Remplacer 0 par une valeur manquante.', en: 'Replace 0 by a missing value.' },
      repair: { kind: 'set_missing', column: column.name, values: written.map(({ value }) => value) }
    }
  })
}

/** Ways in which a column may write 0. */
const MOST_WRITTEN = 20
