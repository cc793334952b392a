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
  const { footer = 0, ...others } = recalled
  const rows = Math.min(seen.likeRows ?? 0, footer)
  if (!rows) return { seen, choices: recalled, doubts: [] }
  const choices = rows < footer ? { ...others, footer: footer - rows } : others
  return { seen: await sniffPart(project, part, choices, signal), choices, doubts: [keptRows(rows, footer)] }
}

/** Tells that the first of the lines that were left out of the file before stay, or all of them. */
function keptRows(rows: number, footer: number): LocalizedText {
  const before =
    footer === 1
      ? {
          fr: 'La dernière ligne était ôtée du fichier d’avant',
          en: 'The last line of the file before was left out'
        }
      : {
          fr: `Les ${footer} dernières lignes étaient ôtées du fichier d’avant`,
          en: `The last ${footer} lines of the file before were left out`
        }
  const [one, some] = [rows === 1, rows < footer]
  const which = {
    fr: one ? (some ? 'la première d’entre elles' : 'elle') : some ? `les ${rows} premières d’entre elles` : 'elles',
    en: one ? (some ? 'the first of them' : 'it') : some ? `the first ${rows} of them` : 'they'
  }
  return one
    ? {
        fr: `${before.fr} ; ici ${which.fr} ressemble aux autres lignes du tableau : elle est gardée.`,
        en: `${before.en}; here ${which.en} looks like the other rows of the table: it is kept.`
      }
    : {
        fr: `${before.fr} ; ici ${which.fr} ressemblent aux autres lignes du tableau : elles sont gardées.`,
        en: `${before.en}; here ${which.en} look like the other rows of the table: they are kept.`
      }
}
