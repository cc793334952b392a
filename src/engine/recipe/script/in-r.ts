import { comment, type Chapter } from './chapter'

/** For R with `duckdb`, `DBI` and `dplyr`; ends with the table as a tibble `table`. */
export function inR(chapters: readonly Chapter[], result: string, opening: readonly string[]): string {
  const written = chapters.map(({ words, sql }) => `${comment('#', words)}invisible(dbExecute(con, ${quoted(sql)}))\n`)
  return [
    comment('#', [...opening, 'install.packages(c("duckdb", "DBI", "dplyr"))']) +
      'library(DBI)\nlibrary(dplyr)\n\ncon <- dbConnect(duckdb::duckdb())\n',
    ...written,
    `table <- as_tibble(dbGetQuery(con, ${quoted(result)}))\nprint(table)\ndbDisconnect(con, shutdown = TRUE)\n`
  ].join('\n')
}

/** A raw string of R 4, or an escaped one where a carriage return would be lost. */
function quoted(sql: string): string {
  if (sql.includes('\r')) return JSON.stringify(sql)
  let dashes = ''
  while (sql.includes(`)${dashes}"`)) dashes += '-'
  return `r"${dashes}(\n${sql}\n)${dashes}"`
}
