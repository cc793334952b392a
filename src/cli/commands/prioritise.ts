import type { PriorityMethod } from '../../contract'
import { printJson, say } from '../output'
import { withProject } from '../project-of'

/** Ranks the workstreams of a project; what cannot be ranked is told apart. */
export async function prioritise(project: string, options: { method: PriorityMethod; json?: boolean }): Promise<void> {
  await withProject(project, async ({ client }) => {
    const ranking = await client.prioritise.rank({ method: options.method })
    if (options.json) return printJson(ranking)
    for (const { rank, score, title, computation } of ranking.rows)
      process.stdout.write(`${rank}\t${score}\t${title}\t${computation.en}\n`)
    for (const { title, reason } of ranking.missing) say(`${title} : ${reason.fr}`, `${title}: ${reason.en}`)
  })
}
