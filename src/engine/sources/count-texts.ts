import type { MissingProposal } from '../../contract'
import type { Project } from '../project'
import { ident, text } from '../sql'

/** A column with its type in the table, and texts that were proposed from a sample of it. */
export interface ProposedTexts {
  name: string
  type: string
  proposals: MissingProposal[]
}

/** The proposals with the rows that hold each, counted over all of a raw table. */
export async function countTexts(
  project: Project,
  table: string,
  columns: readonly ProposedTexts[],
  signal?: AbortSignal
): Promise<MissingProposal[][]> {
  const parts = columns.flatMap(({ name, type, proposals }, column) =>
    proposals.map((proposal, place) => {
      const held =
        type === 'VARCHAR'
          ? `trim(${ident(name)}) = ${text(proposal.text.trim())}`
          : `${ident(name)} = try_cast(${text(proposal.text.trim())} AS ${type})`
      return `count(*) FILTER (${held}) AS n${column}_${place}`
    })
  )
  if (!parts.length) return columns.map(() => [])
  const [row] = await project.rows<Record<string, number>>(`SELECT ${parts.join(', ')} FROM raw.${ident(table)}`, {
    signal
  })
  return columns.map(({ proposals }, column) =>
    proposals.flatMap((proposal, place) => {
      const rows = row?.[`n${column}_${place}`] ?? 0
      return rows ? [{ text: proposal.text, rows }] : []
    })
  )
}
