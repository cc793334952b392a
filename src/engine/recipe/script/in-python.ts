import { comment, type Chapter } from './chapter'

/** For Python with `duckdb` and `pandas`; ends with the table as a DataFrame `table`. */
export function inPython(chapters: readonly Chapter[], result: string, opening: readonly string[]): string {
  const written = chapters.map(({ words, sql }) => `${comment('#', words)}con.execute(${quoted(sql)})\n`)
  return [
    // First, so that no name further down is taken for a declaration of another encoding (PEP 263).
    comment('#', ['-*- coding: utf-8 -*-', ...opening, 'pip install duckdb pandas']) +
      'import duckdb\n\ncon = duckdb.connect()\n',
    ...written,
    `table = con.execute(${quoted(result)}).df()\nprint(table)\n`
  ].join('\n')
}

/** A text of several lines; Python would read a carriage return in it as a line end. */
function quoted(sql: string): string {
  const escaped = sql.replaceAll('\\', '\\\\').replaceAll('"""', '\\"\\"\\"').replaceAll('\r', '\\r')
  return `"""\n${escaped}\n"""`
}
