import type { Cluster, Likeness } from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { ident } from '../sql'
import { abbreviations } from './abbreviations'
import { rowsAt } from './rows-at'
import { asText } from './steps/as-text'

/** Distinct keys that are compared by pairs; beyond, only equal keys make a cluster. */
const MOST_KEYS = 2_000
const MOST_CLUSTERS = 500
/** Letters of the shortest key that may be mistyped, and how much rarer a mistyped short one is than the right one. */
const SHORTEST = 4
const RARER = 5

/**
 * Texts that may name one category. Key collision, as in OpenRefine's fingerprint: lower case, no accents, no punctuation,
 * words sorted and once each. `close` joins keys a letter or two apart too (Damerau–Levenshtein), never those whose digits differ,
 * and a key with another one that writes one of its words short.
 */
export async function findClusters(
  project: Project,
  table: string,
  column: string,
  before: string | null,
  method: Likeness,
  signal?: AbortSignal
): Promise<Cluster[]> {
  const { columns, rows } = await rowsAt(project, table, { before, instead: null }, signal)
  const type = columns.find(({ name }) => name === column)?.type
  if (type === undefined)
    throw fail('not_found', {
      fr: `La colonne « ${column} » n’est pas dans les lignes qui arrivent à cette étape.`,
      en: `Column “${column}” is not in the rows that come to this step.`
    })
  const texts = `SELECT ${asText(ident(column), type)} AS value, count(*) AS n FROM (${rows}) WHERE ${ident(column)} IS NOT NULL GROUP BY 1`
  const words = `string_split(trim(regexp_replace(lower(strip_accents(value)), '[^\\p{L}\\p{N}]+', ' ', 'g')), ' ')`
  const keyed = `SELECT value, n, array_to_string(list_sort(list_distinct(${words})), ' ') AS key FROM (${texts})`
  const found = await project.rows<{ key: string; value: string; n: number }>(
    `WITH keyed AS (${keyed}), keys AS (SELECT key, count(*) AS variants FROM keyed WHERE key <> '' GROUP BY key)
     SELECT key, value, n FROM keyed JOIN keys USING (key) ${method === 'key' ? 'WHERE variants > 1' : ''} ORDER BY n DESC, value LIMIT 20000`,
    { signal }
  )
  const root = new Map<string, string>()
  const rootOf = (key: string): string => {
    const above = root.get(key)
    return above === undefined || above === key ? key : rootOf(above)
  }
  if (method === 'close') for (const [one, other] of await closeKeys(project, keyed, signal)) root.set(rootOf(one), rootOf(other)) // prettier-ignore
  const clusters = new Map<string, Cluster>()
  for (const { key, value, n } of found) {
    const present = clusters.get(rootOf(key))
    if (present) present.variants.push({ text: value, rows: n })
    else clusters.set(rootOf(key), { variants: [{ text: value, rows: n }], into: value })
  }
  return [...clusters.values()].filter(({ variants }) => variants.length > 1).slice(0, MOST_CLUSTERS)
}

/** Pairs of keys that may be one: mistyped, or shortened. */
async function closeKeys(project: Project, keyed: string, signal?: AbortSignal): Promise<[string, string][]> {
  const digits = (key: string): string => `regexp_replace(${key}, '[^0-9]', '', 'g')`
  const keys = `SELECT key, sum(n)::BIGINT AS rows FROM (${keyed}) WHERE length(key) >= ${SHORTEST} GROUP BY key ORDER BY rows DESC, key LIMIT ${MOST_KEYS}`
  const shorter = 'least(length(a.key), length(b.key))'
  // One letter of a short word makes another word: it is taken for a fault where it is rare, and the first letter is right.
  const rare = `least(a.rows, b.rows) * ${RARER} <= greatest(a.rows, b.rows) AND left(a.key, 1) = left(b.key, 1)`
  const pairs = await project.rows<{ one: string; other: string }>(
    `WITH keys AS (${keys})
     SELECT a.key AS one, b.key AS other FROM keys AS a JOIN keys AS b ON a.key < b.key
     WHERE abs(length(a.key) - length(b.key)) <= 2 AND ${digits('a.key')} = ${digits('b.key')}
     AND damerau_levenshtein(a.key, b.key) <= CASE WHEN ${shorter} >= 9 THEN 2 ELSE 1 END
     AND (${shorter} >= 5 OR ${rare})`,
    { signal }
  )
  const known = await project.rows<{ key: string; rows: number }>(`FROM (${keys})`, { signal })
  return [...pairs.map(({ one, other }): [string, string] => [one, other]), ...abbreviations(known)]
}
