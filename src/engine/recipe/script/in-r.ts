import { comment, type Chapter } from './chapter'

/** For R with `duckdb`, `DBI` and `dplyr`; ends with the table as a tibble `table`. */
export function inR(chapters: readonly Chapter[], result: string, opening: readonly string[]): string {
  const written = chapters.map(({ words, sql }) => `${remark(words)}invisible(dbExecute(con, ${quoted(sql)}))\n`)
  return [
    remark([...opening, 'install.packages(c("duckdb", "DBI", "dplyr"))']) +
      'library(DBI)\nlibrary(dplyr)\n\ncon <- dbConnect(duckdb::duckdb())\n',
    ...written,
    `table <- as_tibble(dbGetQuery(con, ${quoted(result)}))\nprint(table)\ndbDisconnect(con, shutdown = TRUE)\n`
  ].join('\n')
}

/** Characters that turn the direction of text: R refuses a script that holds one, but for its code in a string. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g

function remark(lines: readonly string[]): string {
  return comment('#', lines).replace(TURNING, codeOf)
}

function codeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16)}`
}

/** A raw string of R 4, or an escaped one where a character would be lost or refused. */
function quoted(sql: string): string {
  if (sql.includes('\r') || sql.search(TURNING) >= 0) return JSON.stringify(sql).replace(TURNING, codeOf)
  let dashes = ''
  while (sql.includes(`)${dashes}"`)) dashes += '-'
  return `r"${dashes}(\n${sql}\n)${dashes}"`
}
