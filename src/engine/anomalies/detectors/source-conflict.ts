import type { ColumnProfile } from '../../../contract'
import { SPACES } from '../../profile'
import { ident } from '../../sql'
import { columnsWhere, type Detector, type DetectorContext } from '../detector'
import { countSql, finding, named, rowsInWords } from '../finding'

/** Rows that the agreement of columns is measured on, whole groups of them. */
const TRIED_ROWS = 20_000
const MOST_KEYS = 8
/** Least rows that a majority is taken from. */
const GROUP = 4

/**
 * One thing told by several sources that do not agree: rows alike in a name or a code, where most give the same value and single
 * ones another. Told only where at least two columns follow the same key so, and where the other values stand alone: values that
 * come back within a group are a variety, no error.
 */
export const sourceConflict: Detector = {
  name: 'source_conflict',
  title: { fr: 'Sources en désaccord', en: 'Sources that disagree' },
  kinds: ['dependency_violation'],
  async *detect(context) {
    const texts = context.profile.columns
    const keys = columnsWhere(
      context,
      ({ family, semantic, distinct, rows, missing, reading }) =>
        family === 'text' &&
        !reading &&
        semantic.kind !== 'free_text' &&
        distinct >= 5 &&
        rows - missing >= GROUP * distinct
    ).slice(0, MOST_KEYS)
    const exact = await context.dependencies()
    for (const key of keys) {
      const others = texts.filter(
        (column) =>
          column !== key &&
          column.distinct >= 10 &&
          !column.unique &&
          ['text', 'number', 'date', 'time'].includes(column.family) &&
          column.semantic.kind !== 'free_text' &&
          !exact.some(({ determinant, dependent }) => determinant.join() === key.name && dependent === column.name)
      )
      const followers: ColumnProfile[] = []
      for (const column of others) if (await follows(context, key, column)) followers.push(column)
      if (followers.length < 2) continue
      for (const column of followers) {
        const found = await describe(context, key, column)
        if (found) yield found
      }
    }
  }
}

async function follows(
  { table, rows: ask }: DetectorContext,
  key: ColumnProfile,
  column: ColumnProfile
): Promise<boolean> {
  const every = Math.max(1, Math.floor(table.rows / TRIED_ROWS))
  const [x, y] = [valueSql(key), valueSql(column)]
  const [seen] = await ask<{ n: number; most: number; alone: number; backed: number }>(
    `WITH cells AS (SELECT ${x} AS x, ${y} AS y, count(*) AS alike FROM ${table.sql} WHERE ${x} IS NOT NULL AND ${y} IS NOT NULL AND hash(${x}) % ${every} = 0 GROUP BY ALL),
groups AS (SELECT sum(alike)::BIGINT AS n, max(alike) AS most, count(*) FILTER (alike = 1) AS alone FROM cells GROUP BY x HAVING sum(alike) >= ${GROUP})
SELECT coalesce(sum(n), 0)::BIGINT AS n, coalesce(sum(most), 0)::BIGINT AS most, coalesce(sum(alone), 0)::BIGINT AS alone, coalesce(sum(n) FILTER (most >= n / 2), 0)::BIGINT AS backed FROM groups`
  )
  if (!seen || seen.n < 50) return false
  const differing = seen.n - seen.most
  const commonest = (column.top[0]?.n ?? 0) / Math.max(1, column.rows - column.missing)
  const saved = 1 - differing / (seen.n * (1 - commonest))
  return saved >= 0.5 && seen.backed >= 0.8 * seen.n && seen.alone >= 0.6 * differing
}

async function describe({ table, rows: ask }: DetectorContext, key: ColumnProfile, column: ColumnProfile) {
  const [x, y] = [valueSql(key), valueSql(column)]
  const where = `rowid IN (SELECT id FROM (
  SELECT id, alike, of, max(alike) OVER (PARTITION BY x) AS most FROM (
    SELECT rowid AS id, ${x} AS x, count(*) OVER (PARTITION BY ${x}, ${y}) AS alike, count(*) OVER (PARTITION BY ${x}) AS of
    FROM ${table.sql} WHERE ${x} IS NOT NULL AND ${y} IS NOT NULL
  )
) WHERE of >= ${GROUP} AND most >= of / 2 AND alike < most)`
  const rows = (await ask<{ n: number }>(countSql(table, where)))[0]?.n ?? 0
  if (!rows) return null
  const [from, to, count] = [named(key.name), named(column.name), rowsInWords(rows)]
  return finding(table, {
    kind: 'dependency_violation',
    detector: 'source_conflict',
    aspect: key.name,
    columns: [column.name],
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

function valueSql(column: ColumnProfile): string {
  const name = ident(column.name)
  return column.family === 'text' ? `nullif(trim(${name}::VARCHAR, ${SPACES}), '')` : name
}
