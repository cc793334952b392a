import type { Project } from '../project'
import { ident } from '../sql'

/** Columns looked at in one query, and where some of their rows are left out: each filter costs DuckDB as much as all columns. */
const AT_ONCE = 200
const FILTERED_AT_ONCE = 20
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
  if (!names.length) return samples
  const from = `raw.${ident(table)}`
  const [counted] = await project.rows<{ rows: number }>(`SELECT count(*) AS rows FROM ${from}`, { signal })
  const rows = counted?.rows ?? 0
  const whole = rows <= MOST_AT_ONCE / AT_ONCE
  const step = whole ? AT_ONCE : FILTERED_AT_ONCE
  for (let at = 0; at < names.length; at += step) {
    const some = names.slice(at, at + step)
    const lists = whole
      ? some.map((name, place) => `list(left(${ident(name)}::VARCHAR, 200)) AS c${place}`)
      : await filteredLists(project, from, some, signal)
    const [row] = await project.rows<Record<string, (string | null)[] | null>>(
      `SELECT ${lists.join(', ')} FROM ${from}`,
      { signal }
    )
    for (const [place, name] of some.entries())
      samples.set(
        name,
        (row?.[`c${place}`] ?? []).filter((value) => value !== null)
      )
  }
  return samples
}

async function filteredLists(
  project: Project,
  from: string,
  names: readonly string[],
  signal: AbortSignal
): Promise<string[]> {
  const counts = names.map((name, place) => `count(${ident(name)}) AS n${place}`)
  const [counted] = await project.rows<Record<string, number>>(`SELECT ${counts.join(', ')} FROM ${from}`, { signal })
  const most = Math.min(MOST, Math.floor(MOST_AT_ONCE / names.length))
  return names.map((name, place) => {
    const present = counted?.[`n${place}`] ?? 0
    const share = present > most ? ` AND hash(rowid) < ${(HASHES * BigInt(most)) / BigInt(present)}` : ''
    return `list(left(${ident(name)}::VARCHAR, 200)) FILTER (${ident(name)} IS NOT NULL${share}) AS c${place}`
  })
}
