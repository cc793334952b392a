WITH base AS (
  SELECT strftime(CASE WHEN isfinite("day") THEN "day"::TIMESTAMP END, '%Y-%m') AS x, "day" AS own_order, NULL::VARCHAR AS colour, "score" AS y
  FROM "raw"."t"
  WHERE "score" > 3
),
weights AS (
  SELECT x, row_number() OVER (ORDER BY count(*) DESC NULLS LAST, x) AS place, row_number() OVER (ORDER BY min(own_order), x) AS rank
  FROM base WHERE x IS NOT NULL GROUP BY x
),
placed AS (
  SELECT
    CASE WHEN base.x IS NULL THEN 1 WHEN weights.place <= 20 THEN 0 ELSE 2 END AS x_kind,
    CASE WHEN weights.place <= 20 THEN base.x END AS x,
    CASE WHEN weights.place <= 20 THEN weights.rank END AS rank,
    0 AS colour_kind,
    NULL::VARCHAR AS colour,
    y
  FROM base
  LEFT JOIN weights ON base.x = weights.x
)
SELECT
  placed.x_kind, left(placed.x, 300) AS x, placed.colour_kind, left(placed.colour, 300) AS colour,
  median(y)::DOUBLE AS y,
  count(y) AS n, count(*) - count(y) AS missing,
  (SELECT greatest(count(*) - 20, 0) FROM weights) AS x_others,
  0 AS colour_others
FROM placed
GROUP BY placed.x_kind, placed.x, placed.rank, placed.colour_kind, placed.colour
ORDER BY CASE placed.x_kind WHEN 0 THEN 0 WHEN 2 THEN 1 ELSE 2 END, placed.rank, CASE placed.colour_kind WHEN 0 THEN 0 WHEN 2 THEN 1 ELSE 2 END, placed.colour
