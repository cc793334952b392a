import { Source, type FileChoice, type Sniff } from '../../contract'
import type { Project } from '../project'
import { firstPath, partsOf, withPart } from './list-parts'
import { withStaged } from './open-part'
import { recallChoices, shapeOfNames } from './remember'
import { sniffDelivered } from './sniff-delivered'
import { sniffPart } from './sniff-part'

/** First rows of a table as the given choices read it, or as those of its source or those remembered for its shape do. */
export async function sniffChosen(
  project: Project,
  { origin, name, part, choices, recall, source }: FileChoice & { recall: boolean; source?: string },
  signal?: AbortSignal
): Promise<Sniff> {
  return withStaged(project, origin, name, async (file) => {
    const path = part ?? firstPath((await partsOf(project, file, { name, signal })).parts)
    return withPart(project, file, path, { name, signal }, async (opened) => {
      if (source !== undefined && !choices && recall)
        return sniffDelivered(project, opened, await project.get('source', source, Source), signal)
      const asked = await sniffPart(project, opened, choices ?? {}, signal)
      if (choices || !recall) return asked
      const names = asked.columns.map((column) => column.name)
      for (const remembered of await recallChoices(project, names, name, opened.path)) {
        const again = await sniffPart(project, opened, remembered.choices, signal).catch(() => null)
        if (again && shapeOfNames(again.columns.map((column) => column.name)) === remembered.shape)
          return { ...again, remembered: { choices: remembered.choices, file: remembered.file, at: remembered.at } }
      }
      return asked
    })
  })
}
