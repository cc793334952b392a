/**
 * The text of one SQL statement without what may follow it: semicolons, comments and white space. Strings, quoted names,
 * dollar quotes and nested comments are stepped over as DuckDB's lexer does.
 */
export function statementText(sql: string): string {
  let end = 0
  for (let at = 0; at < sql.length;) {
    const next = skip(sql, at)
    if (next.counts) end = next.to
    at = next.to
  }
  return sql.slice(0, end)
}

/** Where the second statement of a text begins; null where there is only one. */
export function secondStatement(sql: string): number | null {
  let ended = false
  let begun = false
  for (let at = 0; at < sql.length;) {
    const next = skip(sql, at)
    if (next.counts && ended) return at
    begun ||= next.counts
    ended ||= begun && sql.charAt(at) === ';'
    at = next.to
  }
  return null
}

function skip(sql: string, at: number): { to: number; counts: boolean } {
  const char = sql.charAt(at)
  if (/[\s;]/.test(char)) return { to: at + 1, counts: false }
  if (sql.startsWith('--', at)) return { to: until(sql, '\n', at + 2), counts: false }
  if (sql.startsWith('/*', at)) return { to: endOfComment(sql, at), counts: false }
  if (char === "'") return { to: endOfQuote(sql, at, /e/i.test(sql.charAt(at - 1)) && !/\w\w$/.test(sql.slice(at - 2, at))), counts: true } // prettier-ignore
  if (char === '"') return { to: endOfQuote(sql, at, false), counts: true }
  const dollar = char === '$' && !/\w/.test(sql.charAt(at - 1)) ? /^\$(?:[A-Za-z_\u0080-\uffff]\w*)?\$/.exec(sql.slice(at, at + 70)) : null // prettier-ignore
  if (dollar) return { to: until(sql, dollar[0], at + dollar[0].length), counts: true }
  return { to: at + 1, counts: true }
}

/** Just behind the next `mark`, or the end. */
function until(sql: string, mark: string, from: number): number {
  const found = sql.indexOf(mark, from)
  return found < 0 ? sql.length : found + mark.length
}

function endOfQuote(sql: string, at: number, escapes: boolean): number {
  const quote = sql.charAt(at)
  for (let next = at + 1; next < sql.length; next++) {
    if (escapes && sql.charAt(next) === '\\') next++
    else if (sql.charAt(next) === quote) {
      if (sql.charAt(next + 1) !== quote) return next + 1
      next++
    }
  }
  return sql.length
}

function endOfComment(sql: string, at: number): number {
  let depth = 0
  for (let next = at; next < sql.length; next++) {
    if (sql.startsWith('/*', next)) {
      depth++
      next++
    } else if (sql.startsWith('*/', next)) {
      depth--
      next++
      if (!depth) return next + 1
    }
  }
  return sql.length
}
