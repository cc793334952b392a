WITH base AS (
  SELECT "score" AS x, NULL::VARCHAR AS colour, 1 AS y
  FROM "raw"."t"
),
placed AS (
  SELECT base.x, 0 AS colour_kind, NULL::VARCHAR AS colour, y
  FROM base
  WHERE base.x IS NOT NULL
)
SELECT
  x::DOUBLE AS x, colour_kind, left(placed.colour, 300) AS colour, count(*)::DOUBLE AS y,
  count(y) AS n, count(*) - count(y) AS missing, (SELECT count(*) FROM base WHERE x IS NULL) AS x_missing,
  0 AS colour_others, (SELECT count(DISTINCT x) FROM placed) AS x_distinct
FROM placed
GROUP BY placed.x, colour_kind, placed.colour
QUALIFY dense_rank() OVER (ORDER BY placed.x) <= 2000
ORDER BY CASE colour_kind WHEN 0 THEN 0 WHEN 2 THEN 1 ELSE 2 END, placed.colour, placed.x
