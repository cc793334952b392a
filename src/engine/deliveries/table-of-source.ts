import type { LocalizedText, Source } from '../../contract'
import type { Project } from '../project'
import { rawColumns, type LoadedPart } from '../sources'

/**
 * Which of the tables that stand one below the other in a delivered file is that of a source: for a source that stood below others,
 * the one under the same title, else the one with most of its columns; for any other source the first.
 */
export async function tableOfSource(
  project: Project,
  { file, table }: Source,
  parts: readonly LoadedPart[]
): Promise<{ loaded: LoadedPart | undefined; notes: LocalizedText[] }> {
  const [first, ...below] = parts
  if (!first || !below.length) return { loaded: first, notes: [] }
  const place = first.file.part.length
  const title = file.part.length > place ? file.part[place] : undefined
  if (title === undefined) return { loaded: first, notes: [ONLY_FIRST] }
  const named = below.find((part) => part.file.part[place] === title)
  if (named) return { loaded: named, notes: [readAlone(title, parts.length)] }
  const own = new Set((await rawColumns(project, table.name)).map(({ name }) => name.toLowerCase()))
  const common = ({ names }: LoadedPart): number => names.filter((name) => own.has(name.toLowerCase())).length
  const [likeliest = first] = [...below, first].sort((a, b) => common(b) - common(a))
  return { loaded: likeliest, notes: [likeliestOf(title, likeliest.file.part[place], parts.length)] }
}

const ONLY_FIRST: LocalizedText = {
  fr: 'Le fichier contient d’autres tableaux sous le premier : ils ne font pas partie de cette livraison.',
  en: 'The file holds other tables below the first one: they are no part of this delivery.'
}

function readAlone(title: string, tables: number): LocalizedText {
  return {
    fr: `Le fichier contient ${tables} tableaux : « ${title} » seul fait partie de cette livraison.`,
    en: `The file holds ${tables} tables: “${title}” alone is part of this delivery.`
  }
}

function likeliestOf(title: string, read: string | undefined, tables: number): LocalizedText {
  const which = read === undefined ? { fr: 'le premier', en: 'the first one' } : { fr: `« ${read} »`, en: `“${read}”` }
  return {
    fr: `Le fichier contient ${tables} tableaux, aucun sous le titre « ${title} » : ${which.fr} est lu, le plus proche de la source par ses colonnes.`,
    en: `The file holds ${tables} tables, none under the title “${title}”: ${which.en} is read, the one most like the source by its columns.`
  }
}
