WITH base AS (
  SELECT rowid AS id, epoch_ms(CASE WHEN isfinite("day") THEN "day"::TIMESTAMP END) AS x, ("score")::DOUBLE AS y, nullif(trim(regexp_replace("a""; DROP TABLE x;--"::VARCHAR, '[\s\p{Z}]+', ' ', 'g')), '') AS colour
  FROM "raw"."t"
),
complete AS (SELECT * FROM base WHERE x IS NOT NULL AND y IS NOT NULL),
colours AS (
  SELECT colour, row_number() OVER (ORDER BY count(*) DESC, colour) AS place FROM base WHERE colour IS NOT NULL GROUP BY colour
),
placed AS (
  SELECT base.id, base.x, base.y, CASE WHEN base.colour IS NULL THEN 1 WHEN colours.place <= 7 THEN 0 ELSE 2 END AS colour_kind, CASE WHEN colours.place <= 7 THEN base.colour END AS colour
  FROM complete AS base
  LEFT JOIN colours ON base.colour = colours.colour
),
pairs AS (SELECT count(*) AS n FROM (SELECT DISTINCT x, y, colour_kind, colour FROM placed)),
drawn AS (
  SELECT * FROM placed WHERE (SELECT n FROM pairs) <= 5000
  UNION ALL
  SELECT * FROM (SELECT * FROM placed WHERE (SELECT n FROM pairs) > 5000 ORDER BY hash(id, 20260), id LIMIT 5000)
)
SELECT
  x, y, colour_kind, left(drawn.colour, 300) AS colour, count(*) AS n,
  (SELECT count(*) FROM complete) AS total, (SELECT count(*) FROM base) - (SELECT count(*) FROM complete) AS x_missing, (SELECT greatest(count(*) - 7, 0) FROM colours) AS colour_others
FROM drawn
GROUP BY x, y, colour_kind, drawn.colour
ORDER BY CASE colour_kind WHEN 0 THEN 0 WHEN 2 THEN 1 ELSE 2 END, drawn.colour, x, y
