import { SQLDialect } from '@codemirror/lang-sql'

/** What DuckDB reads in a SELECT: its words and types, for colours and completion. */
export const duckdb = SQLDialect.define({
  keywords:
    'select distinct from where group by having order limit offset union all intersect except as on using join inner left right full outer cross natural lateral asof semi anti positional and or not in is null like ilike similar to between exists case when then else end cast try_cast with recursive values over partition rows range unbounded preceding following current row filter within qualify window sample tablesample pivot unpivot exclude replace columns asc desc nulls first last interval escape collate at time zone any some describe summarize true false',
  types:
    'boolean tinyint smallint integer int bigint hugeint utinyint usmallint uinteger ubigint float double real decimal numeric varchar text char blob date time timestamp timestamptz interval uuid json struct map list enum bit',
  // Functions are proposed with what they do: see `completion`.
  builtin: '',
  operatorChars: '*+-%<>!=&|^/~?:',
  doubleDollarQuotedStrings: true,
  identifierQuotes: '"',
  slashComments: false
})
