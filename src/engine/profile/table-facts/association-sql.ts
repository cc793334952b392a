/** Two columns by their SQL, over the relation that `from` names. */
export interface PairSql {
  from: string
  left: string
  right: string
}

/** Columns as doubles: numbers as they are, categories as 53 bits of a hash; NULL where there is no value. */
export function matrixSql(from: string, columns: readonly { role: 'number' | 'category'; sql: string }[]): string {
  const terms = columns.map(({ sql }, place) => `${sql} AS v${place}`)
  const doubles = columns.map(({ role }, place) => {
    // DuckDB hashes NULL too.
    const category = `CASE WHEN v${place} IS NOT NULL THEN (hash(v${place}) >> 11)::DOUBLE END`
    return `${role === 'number' ? `v${place}::DOUBLE` : category} AS x${place}`
  })
  return `SELECT ${doubles.join(', ')} FROM (SELECT ${terms.join(', ')} FROM ${from})`
}

function meanRank(x: string): string {
  return `CASE WHEN ${x} IS NOT NULL THEN rank() OVER (ORDER BY ${x}) + (count(*) OVER (PARTITION BY ${x}) - 1) / 2 END`
}

/** Pearson and Spearman of one pair of numbers, ranked among the rows where both have a value. Row `n, value, spearman`. */
export function numbersSql({ from, left, right }: PairSql): string {
  return `WITH both_present AS (SELECT * FROM (SELECT ${left} AS a, ${right} AS b FROM ${from}) WHERE a IS NOT NULL AND b IS NOT NULL)
SELECT count(*) AS n, corr(a, b) AS value, corr(rank_a, rank_b) AS spearman
FROM (SELECT a, b, ${meanRank('a')} AS rank_a, ${meanRank('b')} AS rank_b FROM both_present)`
}

/**
 * Cramér's V corrected for bias (Bergsma, "A bias-correction for Cramér's V and Tschuprow's T", Journal of the Korean Statistical Society,
 * 2013). Row `n, value`; value NULL where one of the two has a single category.
 */
export function categoriesSql({ from, left, right }: PairSql): string {
  return `WITH cells AS (SELECT a, b, count(*)::DOUBLE AS cell FROM (SELECT ${left} AS a, ${right} AS b FROM ${from}) WHERE a IS NOT NULL AND b IS NOT NULL GROUP BY a, b),
margins AS (SELECT a, b, cell, sum(cell) OVER (PARTITION BY a) AS of_a, sum(cell) OVER (PARTITION BY b) AS of_b FROM cells),
facts AS (SELECT coalesce(sum(cell), 0) AS n, sum(cell * cell / (of_a * of_b)) - 1 AS phi2, count(DISTINCT a) AS r, count(DISTINCT b) AS k FROM margins)
SELECT n::BIGINT AS n, CASE WHEN r > 1 AND k > 1 AND n > 1 THEN
  CASE WHEN least(r - (r - 1) ** 2 / (n - 1), k - (k - 1) ** 2 / (n - 1)) > 1 THEN
    least(1, sqrt(greatest(0, phi2 - (r - 1) * (k - 1) / (n - 1)) / (least(r - (r - 1) ** 2 / (n - 1), k - (k - 1) ** 2 / (n - 1)) - 1))) ELSE 0 END
  END AS value
FROM facts`
}

/**
 * Correlation ratio eta of numbers by a category: the root of the share of the variance that lies between the categories; one pass for all
 * numbers. Row `n0, value0, groups0, n1, …`; value NULL where the number does not vary or stands in a single category.
 */
export function ratiosSql(from: string, category: string, numbers: readonly string[]): string {
  const within = numbers.map((x, i) => `count(${x}) AS c${i}, avg(${x}) AS m${i}, var_pop(${x}) AS v${i}`)
  const grand = numbers.map((_, i) => `sum(c${i} * m${i}) OVER () / nullif(sum(c${i}) OVER (), 0) AS g${i}`)
  const totals = numbers.map(
    (_, i) =>
      `coalesce(sum(c${i}), 0)::BIGINT AS n${i}, count(*) FILTER (c${i} > 0) AS groups${i}, sum(c${i} * (m${i} - g${i}) ** 2) AS between${i}, sum(c${i} * v${i}) AS inside${i}`
  )
  const ratios = numbers.map(
    (_, i) =>
      `n${i}, groups${i}, CASE WHEN groups${i} > 1 AND between${i} + inside${i} > 0 THEN sqrt(between${i} / (between${i} + inside${i})) END AS value${i}`
  )
  return `WITH by_category AS (SELECT ${category} AS category, ${within.join(', ')} FROM ${from} WHERE ${category} IS NOT NULL GROUP BY ALL),
with_means AS (SELECT *, ${grand.join(', ')} FROM by_category),
totals AS (SELECT ${totals.join(', ')} FROM with_means)
SELECT ${ratios.join(', ')} FROM totals`
}
