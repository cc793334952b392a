import { randomUUID } from 'node:crypto'
import type { ColumnProfile, Dependency } from '../../../contract'
import { ident } from '../../sql'
import { comparedSql } from '../compared'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { countSql, finding, named, rowsInWords } from '../finding'
import { clearedByThird } from './third-column'

/** Rows that the agreement of columns is measured on, whole groups of them. */
const TRIED_ROWS = 10_000
const MOST_KEYS = 8
/** Keys of more values are tried on all rows of some of their values. */
const FEW_VALUES = 1_000
/** Share of the rows that break a rule up to which its columns are one thing told twice, no two sources. */
const FEW_BROKEN = 0.05
/** Least rows that a majority is taken from. */
const GROUP = 4
/** Rows of a group that may share another value for it to stand alone. */
const LONE = 3

/**
 * One thing told by several sources that do not agree: rows alike in a name or a code, where most give the same value and single
 * ones another. Told only where at least two columns follow the same key so, and where the other values stand alone: values that
 * come back within a group about as often as the first are a variety, no error. Gaps that the other rows fill are told too.
 */
export const sourceConflict: Detector = {
  name: 'source_conflict',
  title: { fr: 'Sources en désaccord', en: 'Sources that disagree' },
  kinds: ['dependency_violation', 'missing'],
  async *detect(context) {
    const texts = context.profile.columns
    const keys = columnsWhere(
      context,
      ({ family, semantic, distinct, rows, missing, reading }) =>
        (family === 'text' || (family === 'number' && semantic.kind === 'identifier')) &&
        !reading &&
        semantic.kind !== 'free_text' &&
        distinct >= 5 &&
        rows - missing >= GROUP * distinct
    ).slice(0, MOST_KEYS)
    const told = await context.dependencies()
    // What more rows break is told as a rule, and is a witness of a source all the same.
    const exact = told.filter(({ g3 }) => g3 <= FEW_BROKEN)
    for (const key of keys) {
      const others = texts.filter(
        (column) =>
          column !== key &&
          column.distinct >= 10 &&
          !column.unique &&
          ['text', 'number', 'date', 'time'].includes(column.family) &&
          column.semantic.kind !== 'free_text' &&
          !follow(exact, key, column)
      )
      const followers = await followersOf(context, key, others)
      if (independent(followers, exact, key).length < 2) continue
      for (const column of followers) {
        if (follow(told, key, column)) continue
        const found = await describe(context, key, column)
        if (found) yield found
        const gaps = await describeGaps(context, key, column)
        if (gaps) yield gaps
      }
    }
  }
}

function follow(rules: readonly Dependency[], key: ColumnProfile, column: ColumnProfile): boolean {
  return rules.some(({ determinant, dependent }) => determinant.join() === key.name && dependent === column.name)
}

/** Leaves out what follows from another of the columns: the length of a line follows the key whenever the line does, and is no second witness. */
function independent(
  columns: readonly ColumnProfile[],
  exact: readonly Dependency[],
  key: ColumnProfile
): ColumnProfile[] {
  // Where nearly each key has a value of its own, columns follow one another because they follow the key.
  const coarse = new Set(columns.filter(({ distinct }) => distinct < key.distinct / 2).map(({ name }) => name))
  return columns.reduce<ColumnProfile[]>((kept, column) => {
    const told = kept.some(({ name }) =>
      exact.some(
        ({ determinant, dependent, n, repeated }) =>
          repeated >= 0.5 * n &&
          coarse.has(determinant.join()) &&
          ((determinant.join() === name && dependent === column.name) ||
            (determinant.join() === column.name && dependent === name))
      )
    )
    return told ? kept : [...kept, column]
  }, [])
}

/** The columns that follow a key, seen first on some rows where there are many. */
async function followersOf(
  context: DetectorContext,
  key: ColumnProfile,
  others: readonly ColumnProfile[]
): Promise<ColumnProfile[]> {
  const { table, rows: ask, drop } = context
  const x = comparedSql(context, key)
  const every = Math.floor(table.rows / TRIED_ROWS)
  const all = (columns: readonly ColumnProfile[]) =>
    keepAsync(columns, (column) => follows(context, column, { from: table.sql, x, y: comparedSql(context, column) }))
  if (every < 2) return all(others)
  const sample = await context.sample()
  const copy = `scratch.${ident(`conflict ${randomUUID()}`)}`
  const codes = others.map((column, place) => `${codeSql(comparedSql(context, column))} AS y${place}`)
  // Of keys of many values whole groups are taken: few of them would come twice among rows drawn at random.
  const [from, picked] =
    key.distinct > FEW_VALUES ? [table.sql, `hash(${ident(key.name)}) % ${every} = 0`] : [sample.sql, 'true']
  try {
    await ask(
      `CREATE TABLE ${copy} AS SELECT ${[`${codeSql(x)} AS x`, ...codes].join(', ')} FROM ${from} WHERE ${x} IS NOT NULL AND ${picked}`
    )
    const places = new Map(others.map((column, place) => [column, place]))
    const likely = await keepAsync(others, (column) =>
      follows(context, column, { from: copy, x: 'x', y: `y${places.get(column) ?? 0}` })
    )
    return likely.length < 2 ? [] : await all(likely)
  } finally {
    await drop(copy)
  }
}

async function keepAsync<T>(items: readonly T[], test: (item: T) => Promise<boolean>): Promise<T[]> {
  const kept: T[] = []
  for (const item of items) if (await test(item)) kept.push(item)
  return kept
}

async function follows(
  { rows: ask }: DetectorContext,
  column: ColumnProfile,
  { from, x, y }: { from: string; x: string; y: string }
): Promise<boolean> {
  const [seen] = await ask<{ n: number; most: number; alone: number; backed: number }>(
    `WITH cells AS (SELECT ${x} AS x, ${y} AS y, count(*) AS alike FROM ${from} WHERE ${x} IS NOT NULL AND ${y} IS NOT NULL GROUP BY ALL),
groups AS (SELECT sum(alike)::BIGINT AS n, max(alike) AS most, coalesce(sum(alike) FILTER (alike = 1 OR alike <= least(${LONE}, most / 2)), 0)::BIGINT AS alone FROM (SELECT *, max(alike) OVER (PARTITION BY x) AS most FROM cells) GROUP BY x HAVING sum(alike) >= ${GROUP})
SELECT coalesce(sum(n), 0)::BIGINT AS n, coalesce(sum(most), 0)::BIGINT AS most, coalesce(sum(alone), 0)::BIGINT AS alone, coalesce(sum(n) FILTER (most >= n / 2), 0)::BIGINT AS backed FROM groups`
  )
  if (!seen || seen.n < 50) return false
  const differing = seen.n - seen.most
  const commonest = (column.top[0]?.n ?? 0) / Math.max(1, column.rows - column.missing)
  const saved = 1 - differing / (seen.n * (1 - commonest))
  return saved >= 0.5 && seen.backed >= 0.8 * seen.n && seen.alone >= 0.6 * differing
}

async function describe(context: DetectorContext, key: ColumnProfile, column: ColumnProfile) {
  const { table, rows: ask } = context
  const [x, y] = [comparedSql(context, key), comparedSql(context, column)]
  const cells = `SELECT ${x} AS x, ${y} AS y, count(*) AS alike FROM ${table.sql} WHERE ${x} IS NOT NULL AND ${y} IS NOT NULL GROUP BY ALL`
  const odd = `(SELECT x, y, alike FROM (SELECT x, y, alike, sum(alike) OVER (PARTITION BY x) AS of, max(alike) OVER (PARTITION BY x) AS most FROM (${cells})) WHERE of >= ${GROUP} AND most >= of / 2 AND alike < most AND (alike = 1 OR alike <= most / 2))`
  const broken = `coalesce((${x}, ${y}) IN (SELECT x, y FROM ${odd}), false)`
  const [counted] = await ask<{ n: number }>(`SELECT coalesce(sum(alike), 0)::BIGINT AS n FROM ${odd}`)
  if (!counted?.n) return null
  const cleared = await clearedByThird(context, {
    x: key,
    y: column,
    broken: { where: broken, copied: broken },
    from: table.sql
  })
  const where = cleared ? `${broken} AND NOT ${cleared}` : broken
  const rows = cleared ? ((await ask<{ n: number }>(countSql(table, where)))[0]?.n ?? 0) : counted.n
  if (!rows) return null
  const [from, to, count] = [named(key.name), named(column.name), rowsInWords(rows)]
  return finding(table, {
    kind: 'dependency_violation',
    detector: 'source_conflict',
    aspect: key.name,
    columns: [column.name],
    beside: [key.name],
    where,
    orderBy: `${ident(key.name)}, ${ident(column.name)}`,
    rows,
    severity: 'warning',
    confidence: 0.6,
    dimension: 'consistency',
    message: {
      fr: `${to.fr} : ${count.fr} en désaccord avec la plupart des lignes de même ${from.fr}`,
      en: `${to.en}: ${count.en} that disagree with most rows of the same ${from.en}`
    },
    explanation: {
      fr: `Les lignes de même ${from.fr} parlent de la même chose : la plupart donnent la même valeur de ${to.fr}, celles-ci une autre, qui reste seule.`,
      en: `Rows of the same ${from.en} speak of one thing: most give the same value of ${to.en}, these another one, which stands alone.`
    },
    proposal: {
      text: {
        fr: 'Retenir la valeur de la majorité, ou celle de la source la plus sûre.',
        en: 'Take the value of the majority, or that of the safest source.'
      },
      repair: { kind: 'review' }
    }
  })
}

/** Gaps where most rows of the same key that have a value have the same one. */
async function describeGaps(context: DetectorContext, key: ColumnProfile, column: ColumnProfile) {
  const { table, rows: ask, unread } = context
  if (!column.missing && !column.blank) return null
  const [x, y] = [comparedSql(context, key), comparedSql(context, column)]
  const cells = `SELECT ${x} AS x, ${y} AS y, count(*) AS alike FROM ${table.sql} WHERE ${x} IS NOT NULL GROUP BY ALL`
  const told = `(SELECT x FROM (${cells}) GROUP BY x HAVING sum(alike) >= ${GROUP} AND max(alike) FILTER (y IS NOT NULL) >= 2 AND max(alike) FILTER (y IS NOT NULL) >= 0.5 * sum(alike) FILTER (y IS NOT NULL) AND sum(alike) FILTER (y IS NOT NULL) >= 0.5 * sum(alike))`
  const unreadable = unread.get(column.name)
  const where = `coalesce(${y} IS NULL AND ${x} IN ${told}, false)${unreadable ? ` AND NOT (${unreadable.where})` : ''}`
  const rows = (await ask<{ n: number }>(countSql(table, where)))[0]?.n ?? 0
  if (!rows) return null
  const [from, to, count] = [named(key.name), named(column.name), rowsInWords(rows)]
  return finding(table, {
    kind: 'missing',
    detector: 'source_gap',
    aspect: key.name,
    columns: [column.name],
    beside: [key.name],
    where,
    orderBy: `${ident(key.name)}, rowid`,
    rows,
    severity: 'warning',
    confidence: 0.6,
    dimension: 'completeness',
    message: {
      fr: `${to.fr} : ${count.fr} sans la valeur que donnent les autres lignes de même ${from.fr}`,
      en: `${to.en}: ${count.en} without the value that the other rows of the same ${from.en} give`
    },
    explanation: {
      fr: `Les lignes de même ${from.fr} parlent de la même chose, et la plupart donnent la même valeur de ${to.fr} ; ces sources se taisent.`,
      en: `Rows of the same ${from.en} speak of one thing, and most give the same value of ${to.en}; these sources say nothing.`
    },
    proposal: {
      text: {
        fr: 'Reprendre la valeur de la majorité, ou laisser manquant.',
        en: 'Take the value of the majority, or leave it missing.'
      },
      repair: { kind: 'review' }
    }
  })
}

/** A value as a number, alike where values are. */
function codeSql(value: string): string {
  return `CASE WHEN ${value} IS NOT NULL THEN hash(${value}) END`
}
