import type { LocalizedText, Part } from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { partsOf } from './list-parts'
import type { OpenedPart } from './open-part'

/** The tables to load of a file: the chosen one, else all that hold something and are not hidden; and what is left out. */
export async function chosenPaths(
  project: Project,
  file: OpenedPart['file'],
  part: string[] | undefined,
  signal: AbortSignal
): Promise<{ paths: string[][]; notes: LocalizedText[] }> {
  if (part) return { paths: [part], notes: [] }
  const { parts, notes } = await partsOf(project, file, { name: file.name, signal })
  const visible = parts.filter(({ hidden, rows }) => !hidden && rows !== 0)
  if (!visible.length) throw nothingToLoad(file.name, parts)
  const left = parts.filter((each) => !visible.includes(each)).map(({ name }) => `« ${name} »`)
  if (left.length)
    notes.push({
      fr: `Laissées de côté (masquées, vides ou illisibles) : ${left.join(', ')}.`,
      en: `Left aside (hidden, empty or unreadable): ${left.join(', ')}.`
    })
  return { paths: visible.map(({ path }) => path), notes }
}

function nothingToLoad(name: string, parts: Part[]): Error {
  const reason = parts.find(({ note }) => note)?.note
  return fail(
    'input',
    {
      fr: `« ${name} » ne contient aucune table à charger.${reason ? ` ${reason.fr}` : ''}`,
      en: `“${name}” holds no table to load.${reason ? ` ${reason.en}` : ''}`
    },
    {
      place: { file: name },
      hint: { fr: 'Vérifiez l’export d’où il vient.', en: 'Check the export that it comes from.' }
    }
  )
}
