import type { MissingProposal } from '../../contract'
import type { Project } from '../project'
import { ident, text } from '../sql'

/** A column with its type in the table, and texts that were proposed from a sample of it. */
export interface ProposedTexts {
  name: string
  type: string
  proposals: MissingProposal[]
}

/** Texts counted in one query. */
const AT_ONCE = 200

/** The proposals with the rows that hold each, counted over all of a raw table. */
export async function countTexts(
  project: Project,
  table: string,
  columns: readonly ProposedTexts[],
  signal?: AbortSignal
): Promise<MissingProposal[][]> {
  const counted: MissingProposal[][] = columns.map(() => [])
  const wanted = columns.flatMap((column, place) => column.proposals.map(({ text }) => ({ column, place, text })))
  for (let from = 0; from < wanted.length; from += AT_ONCE) {
    const some = wanted.slice(from, from + AT_ONCE)
    const counts = some.map(({ column, text }, place) => `count(*) FILTER (${holds(column, text)}) AS n${place}`)
    const [row] = await project.rows<Record<string, number>>(`SELECT ${counts.join(', ')} FROM raw.${ident(table)}`, {
      signal
    })
    for (const [place, one] of some.entries()) {
      const rows = row?.[`n${place}`] ?? 0
      if (rows) counted[one.place]?.push({ text: one.text, rows })
    }
  }
  return counted
}

function holds({ name, type }: ProposedTexts, proposed: string): string {
  const told = text(proposed.trim())
  return type === 'VARCHAR' ? `trim(${ident(name)}) = ${told}` : `${ident(name)} = try_cast(${told} AS ${type})`
}
