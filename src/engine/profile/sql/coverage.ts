/** Calendar steps, and the distances between neighbouring days that tell them. */
export const STEPS = { day: [1, 1], week: [7, 7], month: [28, 31], quarter: [90, 92], year: [365, 366] } as const
export type Step = keyof typeof STEPS

/** Distances in days between neighbouring days that have values: rows `distance, n`. `measure` gives seconds over `v`. */
export function distancesSql(relation: string, measure: string): string {
  return `SELECT day - before AS distance, count(*) AS n FROM (SELECT day, lag(day) OVER (ORDER BY day) AS before FROM (${daysSql(relation, measure)}))
WHERE before IS NOT NULL GROUP BY ALL ORDER BY n DESC, distance`
}

function daysSql(relation: string, measure: string): string {
  return `SELECT DISTINCT floor((${measure}) / 86400)::BIGINT AS day FROM ${relation} WHERE (${measure}) IS NOT NULL`
}

/**
 * Periods between the first and the last that have no value: rows `first_missing, last_missing` (ends as days since 1970 of the periods'
 * beginnings), `periods` missing in a row, and totals on each row; a row with NULL ends where nothing is missing.
 */
export function gapsSql(relation: string, measure: string, step: Step, count: number): string {
  const period = `date_trunc('${step}', DATE '1970-01-01' + day::INTEGER)::DATE`
  return `WITH periods AS (SELECT DISTINCT ${period} AS period FROM (${daysSql(relation, measure)})),
neighbours AS (SELECT period, lag(period) OVER (ORDER BY period) AS before FROM periods),
gaps AS (SELECT before, period, date_diff('${step}', before, period) - 1 AS missing FROM neighbours WHERE date_diff('${step}', before, period) > 1),
totals AS (SELECT count(*) AS present, date_diff('${step}', min(period), max(period)) + 1 AS expected FROM periods)
SELECT present, expected, (SELECT count(*) FROM gaps) AS gaps, missing,
  (before + INTERVAL 1 ${step})::DATE::VARCHAR AS first_missing, (period - INTERVAL 1 ${step})::DATE::VARCHAR AS last_missing
FROM totals LEFT JOIN gaps ON true ORDER BY missing DESC NULLS LAST, before LIMIT ${count}`
}
