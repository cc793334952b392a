import type { Project } from '../project'
import { ident, text, wordsSql } from '../sql'
import type { Table } from '../tables'
import { STOP_WORDS } from './stop-words'

const stopWords = `[${STOP_WORDS.map(text).join(', ')}]`

/** SQL of rows `word`, one for each word that a row holds, stop words left out unless they are looked for or picked. */
export function wordRowsSql(
  from: string,
  column: string,
  predicate: string,
  search = '',
  picked: readonly string[] = []
): string {
  const words = `SELECT unnest(list_distinct(${wordsSql(ident(column))})) AS word FROM ${from} WHERE ${predicate}`
  const kept = search
    ? `contains(strip_accents(word), strip_accents(lower(${text(search)})))`
    : `NOT list_contains(${stopWords}, word) AND NOT regexp_full_match(word, '\\d+')`
  return `SELECT word FROM (${words}) WHERE (${kept})${picked.length ? ` OR word IN (${picked.map(text).join(', ')})` : ''}`
}

/** The words that most rows hold. */
export async function topWords(
  project: Project,
  table: Table,
  column: string,
  most: number,
  signal?: AbortSignal
): Promise<string[]> {
  const rows = await project.rows<{ word: string }>(
    `SELECT word FROM (${wordRowsSql(table.sql, column, 'true')}) GROUP BY word ORDER BY count(*) DESC, word LIMIT ${most}`,
    { signal }
  )
  return rows.map(({ word }) => word)
}
