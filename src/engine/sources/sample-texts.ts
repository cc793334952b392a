import type { Project } from '../project'
import { ident } from '../sql'

/** Columns looked at in one query. */
const AT_ONCE = 200
/** Texts of one column, and of all columns of one query: what they take in memory is bounded by the latter. */
const MOST = 20_000
const MOST_AT_ONCE = 400_000

/** How many hashes there are. */
const HASHES = 1n << 64n

/**
 * Present texts of some columns of a raw table, cut after 200 characters, each column's from all over the table: all of
 * them, or about as many as are wanted of those whose rows have the least hashes, which come out the same each time.
 */
export async function sampleTexts(
  project: Project,
  table: string,
  names: readonly string[],
  signal: AbortSignal
): Promise<Map<string, string[]>> {
  const samples = new Map<string, string[]>()
  for (let from = 0; from < names.length; from += AT_ONCE) {
    const some = names.slice(from, from + AT_ONCE)
    const most = Math.min(MOST, Math.floor(MOST_AT_ONCE / some.length))
    const counts = some.map((name, place) => `count(${ident(name)}) AS n${place}`)
    const [counted] = await project.rows<Record<string, number>>(
      `SELECT ${counts.join(', ')} FROM raw.${ident(table)}`,
      { signal }
    )
    const lists = some.map((name, place) => {
      const present = counted?.[`n${place}`] ?? 0
      const share = present > most ? ` AND hash(rowid) < ${(HASHES * BigInt(most)) / BigInt(present)}` : ''
      return `list(left(${ident(name)}, 200)) FILTER (${ident(name)} IS NOT NULL${share}) AS c${place}`
    })
    const [row] = await project.rows<Record<string, string[] | null>>(
      `SELECT ${lists.join(', ')} FROM raw.${ident(table)}`,
      { signal }
    )
    for (const [place, name] of some.entries()) samples.set(name, row?.[`c${place}`] ?? [])
  }
  return samples
}
