WITH base AS (
  SELECT nullif(trim(regexp_replace("a""; DROP TABLE x;--"::VARCHAR, '[\s\p{Z}]+', ' ', 'g')), '') AS x, NULL AS own_order, "score"::VARCHAR AS colour, 1 AS y
  FROM "raw"."t"
),
weights AS (
  SELECT x, row_number() OVER (ORDER BY sum(y) DESC NULLS LAST, x) AS place, row_number() OVER (ORDER BY sum(y) DESC NULLS LAST, x) AS rank
  FROM base WHERE x IS NOT NULL GROUP BY x
),
colours AS (
  SELECT colour, row_number() OVER (ORDER BY count(*) DESC, colour) AS place FROM base WHERE colour IS NOT NULL GROUP BY colour
),
placed AS (
  SELECT
    CASE WHEN base.x IS NULL THEN 1 WHEN weights.place <= 20 THEN 0 ELSE 2 END AS x_kind,
    CASE WHEN weights.place <= 20 THEN base.x END AS x,
    CASE WHEN weights.place <= 20 THEN weights.rank END AS rank,
    CASE WHEN base.colour IS NULL THEN 1 WHEN colours.place <= 7 THEN 0 ELSE 2 END AS colour_kind,
    CASE WHEN colours.place <= 7 THEN base.colour END AS colour,
    y
  FROM base
  LEFT JOIN weights ON base.x = weights.x
  LEFT JOIN colours ON base.colour = colours.colour
)
SELECT
  placed.x_kind, left(placed.x, 300) AS x, placed.colour_kind, left(placed.colour, 300) AS colour,
  sum(y)::DOUBLE / nullif(sum(sum(y)) OVER (PARTITION BY placed.x_kind, placed.x), 0)::DOUBLE AS y,
  count(y) AS n, count(*) - count(y) AS missing,
  (SELECT greatest(count(*) - 20, 0) FROM weights) AS x_others,
  (SELECT greatest(count(*) - 7, 0) FROM colours) AS colour_others
FROM placed
GROUP BY placed.x_kind, placed.x, placed.rank, placed.colour_kind, placed.colour
ORDER BY CASE placed.x_kind WHEN 0 THEN 0 WHEN 2 THEN 1 ELSE 2 END, placed.rank, CASE placed.colour_kind WHEN 0 THEN 0 WHEN 2 THEN 1 ELSE 2 END, placed.colour
