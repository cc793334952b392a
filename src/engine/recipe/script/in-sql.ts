import { comment, type Chapter } from './chapter'

/** For the DuckDB shell: `duckdb < table.sql`, or `.read table.sql`. */
export function inSql(chapters: readonly Chapter[], result: string, opening: readonly string[]): string {
  const written = chapters.map(({ words, sql }) => `${comment('--', words)}${sql};\n`)
  return [comment('--', opening), ...written, `${result};\n`].join('\n')
}
