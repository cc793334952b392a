import { SQLDialect } from '@codemirror/lang-sql'

/** What DuckDB reads in a SELECT: its words, types and usual functions, for colours and completion. */
export const duckdb = SQLDialect.define({
  keywords:
    'select distinct from where group by having order limit offset union all intersect except as on using join inner left right full outer cross natural lateral asof semi anti positional and or not in is null like ilike similar to between exists case when then else end cast try_cast with recursive values over partition rows range unbounded preceding following current row filter within qualify window sample tablesample pivot unpivot exclude replace columns asc desc nulls first last interval escape collate at time zone any some describe summarize true false',
  types:
    'boolean tinyint smallint integer int bigint hugeint utinyint usmallint uinteger ubigint float double real decimal numeric varchar text char blob date time timestamp timestamptz interval uuid json struct map list enum bit',
  builtin:
    'count sum avg min max median mode stddev stddev_samp stddev_pop variance quantile_cont quantile_disc approx_count_distinct approx_quantile list string_agg first last any_value arg_max arg_min corr covar_samp regr_slope row_number rank dense_rank ntile lag lead first_value last_value round floor ceil abs sqrt ln log exp power coalesce nullif greatest least lower upper trim ltrim rtrim length substring replace split_part concat concat_ws contains starts_with ends_with regexp_matches regexp_replace regexp_extract strip_accents levenshtein jaro_winkler_similarity date_trunc date_part date_diff extract year month day hour strftime strptime try_strptime today now unnest generate_series range bool_and bool_or count_if histogram',
  operatorChars: '*+-%<>!=&|^/~?:',
  doubleDollarQuotedStrings: true,
  identifierQuotes: '"',
  slashComments: false
})
