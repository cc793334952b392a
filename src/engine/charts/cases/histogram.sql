WITH base AS (
  SELECT (CASE WHEN isfinite("__proto__") THEN "__proto__" END)::DOUBLE AS x, NULL::VARCHAR AS colour
  FROM "raw"."t"
  WHERE "score" > 3
),
facts AS (
  SELECT count(x) AS n, min(x) AS low, max(x) AS high, quantile_cont(x, 0.75) - quantile_cont(x, 0.25) AS iqr FROM base
),
width AS (
  SELECT *, greatest(CASE WHEN high > low THEN greatest((high - low) / 60, least((high - low) / 5, CASE WHEN iqr > 0 THEN 2 * iqr / cbrt(n) ELSE (high - low) / (ceil(log2(n)) + 1) END)) ELSE 1 END, 1e-14 * greatest(abs(low), abs(high))) AS wished FROM facts WHERE n > 0
),
scale AS (
  SELECT *, floor(log10(wished)) AS power, wished / pow(10, floor(log10(wished))) AS mantissa FROM width
),
step AS (
  SELECT *, CASE WHEN mantissa < 1.5 THEN 1 WHEN mantissa < 3.5 THEN 2 WHEN mantissa < 7.5 THEN 5 ELSE 10 END AS digit,
    power AS exponent
  FROM scale
),
edges AS (
  SELECT *, floor(round((CASE WHEN exponent < 0 THEN low * pow(10, -exponent) ELSE low / pow(10, exponent) END / digit), 9)) AS first_bin, greatest(floor(round((CASE WHEN exponent < 0 THEN low * pow(10, -exponent) ELSE low / pow(10, exponent) END / digit), 9)), ceil(round((CASE WHEN exponent < 0 THEN high * pow(10, -exponent) ELSE high / pow(10, exponent) END / digit), 9)) - 1) AS last_bin FROM step
),
cells AS (
  SELECT least(floor(round((CASE WHEN exponent < 0 THEN base.x * pow(10, -exponent) ELSE base.x / pow(10, exponent) END / digit), 9)), last_bin)::BIGINT AS bin, 0 AS colour_kind, NULL::VARCHAR AS colour, count(*) AS n
  FROM base CROSS JOIN edges
  WHERE base.x IS NOT NULL GROUP BY ALL
),
bins AS (SELECT unnest(generate_series(first_bin::BIGINT, last_bin::BIGINT)) AS bin, digit, exponent FROM edges),
series AS (SELECT DISTINCT colour_kind, colour FROM cells)
SELECT
  CASE WHEN exponent < 0 THEN bins.bin * digit / pow(10, -exponent) ELSE bins.bin * digit * pow(10, exponent) END AS x, CASE WHEN exponent < 0 THEN (bins.bin + 1) * digit / pow(10, -exponent) ELSE (bins.bin + 1) * digit * pow(10, exponent) END AS x2, series.colour_kind, left(series.colour, 300) AS colour,
  coalesce(cells.n, 0)::DOUBLE AS y, coalesce(cells.n, 0) AS n, (SELECT count(*) FROM base WHERE x IS NULL) AS x_missing, 0 AS colour_others
FROM bins CROSS JOIN series
LEFT JOIN cells ON cells.bin = bins.bin AND cells.colour_kind = series.colour_kind AND cells.colour IS NOT DISTINCT FROM series.colour
ORDER BY bins.bin, CASE series.colour_kind WHEN 0 THEN 0 WHEN 2 THEN 1 ELSE 2 END, series.colour
