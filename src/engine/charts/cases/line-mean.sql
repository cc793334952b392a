WITH base AS (
  SELECT CASE WHEN isfinite("day") THEN "day"::TIMESTAMP END AS x, NULL::VARCHAR AS colour, CASE WHEN isfinite("__proto__") THEN "__proto__" END AS y
  FROM "raw"."t"
),
span AS (
  SELECT min(x) AS first, max(x) AS last, CASE WHEN date_diff('day', min(x), max(x)) <= 3 THEN 'hour' WHEN date_diff('day', min(x), max(x)) <= 92 THEN 'day' WHEN date_diff('day', min(x), max(x)) <= 366 THEN 'week' WHEN date_diff('day', min(x), max(x)) <= 3660 THEN 'month' WHEN date_diff('day', min(x), max(x)) <= 14600 THEN 'quarter' ELSE 'year' END AS unit
  FROM base
),
placed AS (
  SELECT date_trunc(span.unit, base.x) AS x, 0 AS colour_kind, NULL::VARCHAR AS colour, y
  FROM base CROSS JOIN span
  WHERE base.x IS NOT NULL
),
cells AS (
  SELECT x, colour_kind, colour, avg(y)::DOUBLE AS y, count(y) AS n, count(*) - count(y) AS missing
  FROM placed GROUP BY x, colour_kind, colour
),
periods AS (
  SELECT unnest(generate_series(date_trunc(unit, first), last, CASE unit WHEN 'hour' THEN INTERVAL 1 HOUR WHEN 'day' THEN INTERVAL 1 DAY WHEN 'week' THEN INTERVAL 7 DAY WHEN 'month' THEN INTERVAL 1 MONTH WHEN 'quarter' THEN INTERVAL 3 MONTH ELSE INTERVAL 1 YEAR END)) AS x FROM span
),
series AS (SELECT DISTINCT colour_kind, colour FROM placed)
SELECT
  epoch_ms(periods.x) AS x, series.colour_kind, left(series.colour, 300) AS colour, cells.y AS y, coalesce(cells.n, 0) AS n,
  coalesce(cells.missing, 0) AS missing, (SELECT count(*) FROM base WHERE x IS NULL) AS x_missing,
  0 AS colour_others, (SELECT unit FROM span) AS unit
FROM periods CROSS JOIN series
LEFT JOIN cells ON cells.x = periods.x AND cells.colour_kind = series.colour_kind AND cells.colour IS NOT DISTINCT FROM series.colour
ORDER BY CASE series.colour_kind WHEN 0 THEN 0 WHEN 2 THEN 1 ELSE 2 END, series.colour, periods.x
