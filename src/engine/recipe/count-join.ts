import type { ColumnInfo, LocalizedText } from '../../contract'
import type { Connection } from '../db'
import { countOf, inBothLanguages } from '../figure-text'
import { countsSql, keySides, repeatedValuesSql, type KeySides } from '../relations'
import { tableName } from '../sql'
import type { JoinSpec } from './steps/join'
import type { Others } from './steps/kind'

/** The rows that come to a join; `sql` stands after `FROM`. */
interface Left {
  sql: string
  columns: readonly ColumnInfo[]
  rows: number
}

/** Rows of the left that a join links (`several` of them more than once) and does not, with those that have no key value, and the rows that it makes. */
export interface JoinCounts {
  matched: number
  several: number
  unmatched: number
  keyless: number
  rows: number
}

/** What a join links, counted. */
export async function countJoin(
  reader: Pick<Connection, 'rows'>,
  left: Left,
  spec: JoinSpec,
  others: Others,
  signal?: AbortSignal
): Promise<JoinCounts> {
  const sql = countsSql(left.sql, rightOf(spec), sidesOf(left, spec, others))
  const [row] = await reader.rows<Record<'present' | 'one' | 'several' | 'pairs', number | null>>(sql, { signal })
  const several = row?.several ?? 0
  const matched = (row?.one ?? 0) + several
  const unmatched = left.rows - matched
  const keyless = left.rows - (row?.present ?? 0)
  return { matched, several, unmatched, keyless, rows: (row?.pairs ?? 0) + (spec.how === 'left' ? unmatched : 0) }
}

const TOLD = 3

/** What to know of a join that repeats rows: how many there are before and after, and which keys repeat. */
export async function repeatingNotes(
  reader: Pick<Connection, 'rows'>,
  left: Left,
  spec: JoinSpec,
  others: Others,
  { several, rows }: JoinCounts,
  signal?: AbortSignal
): Promise<LocalizedText[]> {
  if (!several) return []
  const sides = sidesOf(left, spec, others)
  const keys = await reader.rows<Record<string, string | number>>(
    repeatedValuesSql(left.sql, rightOf(spec), sides, TOLD + 1),
    { signal }
  )
  const values = keys.slice(0, TOLD).map((key) => ({
    value: spec.on.map((_, place) => String(key[`v${place}`]).slice(0, 60)).join(' + '),
    rows: countOf(Number(key.n), ['ligne', 'lignes'], ['row', 'rows'])
  }))
  const [fr, en] = (['fr', 'en'] as const).map((language) =>
    values.map(({ value, rows: n }) => `${value} (${n[language]})`).join(', ')
  )
  const repeated = countOf(several, ['ligne a', 'lignes ont'], ['row has', 'rows have'])
  const [before, after] = [left.rows, rows].map((n) => inBothLanguages((format) => format(n)))
  const end = keys.length > TOLD ? ', …' : '.'
  const one = several === 1
  return [
    {
      fr: `${repeated.fr} plusieurs correspondances et ${one ? 'est répétée' : 'sont répétées'}\u202f: de ${before?.fr} à ${after?.fr} lignes. Les sommes et les moyennes en sont faussées. Clés qui se répètent dans «\u202f${spec.with}\u202f»\u202f: ${fr}${end}`,
      en: `${repeated.en} several matches and ${one ? 'is' : 'are'} repeated: from ${before?.en} to ${after?.en} rows. Sums and means are distorted. Keys that repeat in “${spec.with}”: ${en}${end}`
    }
  ]
}

function sidesOf(left: Left, spec: JoinSpec, others: Others): KeySides {
  return keySides(
    spec.on,
    { alias: 'l', columns: left.columns },
    { alias: 'r', columns: others.get(spec.with) ?? [] },
    spec.normalise
  )
}

function rightOf(spec: JoinSpec): string {
  return tableName({ schema: 'clean', name: spec.with })
}
