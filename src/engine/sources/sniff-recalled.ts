import type { Choices, LocalizedText, Sniff } from '../../contract'
import type { Project } from '../project'
import type { OpenedPart } from './open-part'
import { sniffPart } from './sniff-part'

/** A first look by choices that were made for another file: lines at the end that are rows here are kept, and that is told in `doubts`. */
export async function sniffRecalled(
  project: Project,
  part: OpenedPart,
  recalled: Choices,
  signal?: AbortSignal
): Promise<{ seen: Sniff; choices: Choices; doubts: LocalizedText[] }> {
  const seen = await sniffPart(project, part, recalled, signal)
  if (!seen.likeRows) return { seen, choices: recalled, doubts: [] }
  const { footer = 0, ...choices } = recalled
  const kept: LocalizedText = {
    fr: `Les ${footer} dernières lignes étaient ôtées du fichier d’avant ; ici elles ressemblent aux autres lignes du tableau : elles sont gardées.`,
    en: `The last ${footer} lines of the file before were left out; here they look like the other rows of the table: they are kept.`
  }
  return { seen: await sniffPart(project, part, choices, signal), choices, doubts: [kept] }
}
