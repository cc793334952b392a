import { Source, type FileChoice, type Sniff } from '../../contract'
import type { Project } from '../project'
import { foresee } from './foresee'
import { firstPath, partsOf, withPart } from './list-parts'
import { withStaged, type OpenedPart } from './open-part'
import { sniffRecalled } from './sniff-recalled'
import { fits, recallChoices } from './remember'
import { sniffDelivered } from './sniff-delivered'
import { sniffPart } from './sniff-part'

type Asked = FileChoice & { recall: boolean; source?: string; loads: boolean }

/** First rows of a table as the given choices read it, or as those of its source or those remembered for its shape do. */
export async function sniffChosen(project: Project, asked: Asked, signal?: AbortSignal): Promise<Sniff> {
  const { origin, name, part } = asked
  return withStaged(project, origin, name, async (file) => {
    const path = part ?? firstPath((await partsOf(project, file, { name, signal })).parts)
    return withPart(project, file, path, { name, signal }, async (opened) => {
      const seen = await sniffOpened(project, opened, asked, signal)
      if (asked.loads && opened.format === 'delimited')
        await foresee(project, opened.data.path, seen.remembered?.choices ?? asked.choices ?? {})
      return seen
    })
  })
}

async function sniffOpened(
  project: Project,
  opened: OpenedPart,
  { name, choices, recall, source }: Asked,
  signal?: AbortSignal
): Promise<Sniff> {
  if (source !== undefined && !choices && recall)
    return sniffDelivered(project, opened, await project.get('source', source, Source), signal)
  const seen = await sniffPart(project, opened, choices ?? {}, signal)
  if (choices || !recall) return seen
  for (const remembered of await recallChoices(project, seen, name, opened.path)) {
    const again = await sniffRecalled(project, opened, remembered.choices, signal).catch(() => null)
    if (again && fits(remembered, again.seen, name, opened.path)) {
      const { seen, choices, doubts } = again
      return { ...seen, notes: [...doubts, ...seen.notes], remembered: { choices, file: remembered.file, at: remembered.at } } // prettier-ignore
    }
  }
  return seen
}
