import { RESERVED } from './names'

/** A piece of a query: a word, a quoted name, or any other sign; texts and comments are stepped over. */
export type Token = { kind: 'word' | 'quoted' | 'mark' | 'text'; value: string; from: number; to: number }

const PIECES =
  /--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|\$\$[\s\S]*?(?:\$\$|$)|[\p{L}_][\p{L}\p{N}_$]*|\d[\d.]*|\S/gu

/** The pieces of a query, however unfinished it is. */
export function tokensOf(sql: string): Token[] {
  return [...sql.matchAll(PIECES)].flatMap(({ 0: value, index: from }): Token[] => {
    const to = from + value.length
    if (value.startsWith('--') || value.startsWith('/*')) return []
    if (value.startsWith("'") || value.startsWith('$$')) return [{ kind: 'text', value, from, to }]
    if (value.startsWith('"')) return [{ kind: 'quoted', value: unquoted(value), from, to }]
    return [{ kind: /^[\p{L}_]/u.test(value) ? 'word' : 'mark', value, from, to }]
  })
}

/** True where a place stands inside of a text or a comment: nothing is proposed there. */
export function isSilent(sql: string, at: number): boolean {
  return [...sql.slice(0, at).matchAll(PIECES)].some(({ 0: value, index }) => {
    if (index + value.length < at) return false
    if (value.startsWith('--')) return true
    if (value.startsWith('/*')) return !(value.length > 3 && value.endsWith('*/'))
    return value.startsWith("'") && !isClosed(value, "'")
  })
}

/** A table that a query names: `schema` and `alias` where it has one. */
export type Named = { schema: string | null; name: string; alias: string | null }

/** The tables that a query reads, by its FROM and JOIN clauses, and the names of its WITH clauses. */
export function tablesIn(tokens: readonly Token[]): { tables: Named[]; ctes: string[] } {
  const tables: Named[] = []
  const ctes: string[] = []
  const isWord = (at: number, ...words: string[]): boolean =>
    tokens[at]?.kind === 'word' && words.includes(tokens[at].value.toLowerCase())
  const isMark = (at: number, mark: string): boolean => tokens[at]?.kind === 'mark' && tokens[at].value === mark
  const isName = (at: number): boolean =>
    tokens[at]?.kind === 'quoted' || (tokens[at]?.kind === 'word' && !RESERVED.has(tokens[at].value.toLowerCase()))
  for (let at = 0; at < tokens.length; at++) {
    if (isName(at) && isWord(at + 1, 'as') && (isMark(at + 2, '(') || isWord(at + 2, 'materialized', 'not')))
      ctes.push(tokens[at]?.value ?? '')
    if (!isWord(at, 'from', 'join')) continue
    let next = at + 1
    for (;;) {
      if (!isName(next)) break
      const parts = [tokens[next]?.value ?? '']
      next++
      while (isMark(next, '.') && isName(next + 1)) {
        parts.push(tokens[next + 1]?.value ?? '')
        next += 2
      }
      if (isWord(next, 'as')) next++
      const alias = isName(next) && !isMark(next + 1, '(') && !isMark(next + 1, '.') ? tokens[next] : undefined
      if (alias) next++
      tables.push({ schema: parts.at(-2) ?? null, name: parts.at(-1) ?? '', alias: alias?.value ?? null })
      if (!isMark(next, ',')) break
      next++
    }
  }
  return { tables, ctes }
}

/** True where a table is to be named: after FROM or JOIN, or after a comma among the tables of a FROM. */
export function expectsTable(before: readonly Token[]): boolean {
  const last = before.at(-1)
  if (!last) return false
  if (last.kind === 'word') return /^(from|join)$/i.test(last.value)
  if (last.value !== ',') return false
  let depth = 0
  for (const { kind, value } of before.toReversed()) {
    if (value === ')' && kind === 'mark') depth++
    if (value === '(' && kind === 'mark' && --depth < 0) return false
    if (depth === 0 && kind === 'word') {
      if (/^(from|join)$/i.test(value)) return true
      if (/^(select|where|by|having|on|using|values|qualify)$/i.test(value)) return false
    }
  }
  return false
}

function unquoted(value: string): string {
  return value.slice(1, isClosed(value, '"') ? -1 : undefined).replaceAll('""', '"')
}

/** True for a quoted piece that has its closing quote. */
export function isClosed(value: string, quote: string): boolean {
  return value.length > 1 && (value.split(quote).length - 1) % 2 === 0
}
