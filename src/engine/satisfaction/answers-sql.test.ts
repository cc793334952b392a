import { describe, expect, test } from 'vitest'
import { countsSql, differenceSql, figureSql, fromSql, joinSql, rowsSql, type AnswersQuery } from './answers-sql'
import { numberSql, presentSql, validSql } from './score-sql'
import { segmentSql } from './segment-sql'

const note = { name: 'note "finale"', type: 'VARCHAR' }
const query: AnswersQuery = {
  ...fromSql('"raw"."enquête"', 'true', null),
  score: numberSql(note),
  present: presentSql(note),
  segment: segmentSql({ name: 'ligne', type: 'VARCHAR' }, { kind: 'value' }),
  measure: { kind: 'nps' }
}

describe('SQL of a measure, as text', () => {
  test('one segment: its figure, and its rows', () => {
    expect(figureSql(query, `l'est`)).toBe(`WITH answers AS (
  SELECT nullif(trim(regexp_replace(t."ligne"::VARCHAR, '[\\s\\p{Z}]+', ' ', 'g')), '') AS segment, coalesce(trim(t."note ""finale"""::VARCHAR) <> '', false) AS present, TRY_CAST(replace(trim(t."note ""finale"""::VARCHAR), ',', '.') AS DOUBLE) AS score
  FROM "raw"."enquête" AS t
), scored AS (
  SELECT *, coalesce(score BETWEEN 0 AND 10 AND score = floor(score), false) AS valid FROM answers
)
SELECT 100.0 * (promoters - detractors) / nullif(n, 0) AS value, *
FROM (SELECT count(*) FILTER (valid) AS n, count(*) FILTER (valid AND score >= 9) AS promoters, count(*) FILTER (valid AND score <= 6) AS detractors
  FROM scored WHERE segment = 'l''est')`)
    expect(rowsSql({ ...query, score: 't."n"' }, null)).toBe(`SELECT t.rowid, t.*
FROM "raw"."enquête" AS t
WHERE coalesce((t."n") BETWEEN 0 AND 10 AND (t."n") = floor((t."n")), false)
  AND nullif(trim(regexp_replace(t."ligne"::VARCHAR, '[\\s\\p{Z}]+', ' ', 'g')), '') IS NULL`)
  })

  test('all groups in one pass; without segments the totals only', () => {
    expect(countsSql(query)).toContain('GROUP BY GROUPING SETS ((), (segment))')
    expect(countsSql({ ...query, segment: null })).not.toContain('GROUP BY')
    expect(differenceSql(query, 'x')).toContain(`coalesce(segment = 'x', false) AS in_segment`)
  })

  test('a filter stays inside, so that its names mean the table’s columns; a join counts no answer twice', () => {
    expect(fromSql('"raw"."t"', '"valid" = 1', null)).toEqual({
      from: 'FROM (SELECT rowid, * FROM "raw"."t" WHERE "valid" = 1) AS t',
      hasRowid: false
    })
    expect(joinSql('"raw"."c"', 'id', 'client', 'j."r"')).toBe(`LEFT JOIN (
    SELECT j."id"::VARCHAR AS key, CASE WHEN count(DISTINCT j."r") = 1 THEN min(j."r") END AS segment
    FROM "raw"."c" AS j WHERE j."id" IS NOT NULL GROUP BY 1
  ) AS s ON t."client"::VARCHAR = s.key`)
  })

  test('classes and periods', () => {
    const age = { name: 'âge', type: 'INTEGER' }
    expect(segmentSql(age, { kind: 'classes', count: 3 }, [30, 50])).toBe(
      `CASE WHEN isnan(t."âge"::DOUBLE) THEN NULL WHEN t."âge"::DOUBLE < 30 THEN '0' WHEN t."âge"::DOUBLE < 50 THEN '1' WHEN t."âge"::DOUBLE IS NOT NULL THEN '2' END`
    )
    expect(segmentSql({ name: 'd', type: 'DATE' }, { kind: 'period', unit: 'month' })).toBe(
      `strftime(CASE WHEN isfinite(t."d") THEN t."d"::TIMESTAMP END, '%Y-%m')`
    )
  })

  test('a column that holds neither numbers nor text is refused', () => {
    expect(() => numberSql({ name: 'b', type: 'BLOB' })).toThrow('holds no scores')
    expect(() => numberSql({ name: 'l', type: 'INTEGER[]' })).toThrow('holds no scores')
    expect(() => validSql({ kind: 'mean', low: 3, high: 3 }, 'score')).toThrow('low to high')
  })
})
