import type { ImportResult, LocalizedText, Part } from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { partsOf } from './list-parts'
import type { OpenedPart } from './open-part'

/** The tables to load of a file: the chosen one, else all that hold something and are not hidden, or those that have columns alone where none does; and what is left out. */
export async function chosenPaths(
  project: Project,
  file: OpenedPart['file'],
  part: string[] | undefined,
  signal: AbortSignal
): Promise<{ paths: string[][]; notes: LocalizedText[]; unusable: ImportResult['failed'] }> {
  if (part) return { paths: [part], notes: [], unusable: [] }
  const { parts, notes } = await partsOf(project, file, { name: file.name, signal })
  const shown = parts.filter(({ hidden }) => !hidden)
  const filled = shown.filter(({ rows }) => rows !== 0)
  // Names without a row are loaded where there is nothing else: they may be what the next delivery is held against.
  const visible = filled.length ? filled : shown.filter(({ columns, note }) => (columns ?? 0) > 0 && !note)
  if (!visible.length) throw nothingToLoad(file.name, parts)
  if (visible.length > MOST_TABLES) throw tooManyTables(file.name, visible.length)
  const others = parts.filter((one) => !visible.includes(one)).slice(0, MOST_TOLD)
  for (const each of others) notes.push(leftAside(each))
  const unusable = archived(file) ? others.flatMap((each) => failedMember(file.name, each)) : []
  return { paths: visible.map(({ path }) => path), notes, unusable }
}

function archived({ format }: OpenedPart['file']): boolean {
  return format === 'zip' || format === 'gzip'
}

/** A member of an archive that cannot be read at all: unlike a hidden sheet, nobody meant it to stay out. */
function failedMember(file: string, { path, rows, note }: Part): ImportResult['failed'] {
  if (path.length !== 1 || rows !== 0 || !note) return []
  return [{ file: [file, ...path].join(' › '), message: note, hint: null, place: null }]
}

/** Tables of one file that are loaded without being chosen one by one, and those left aside that are told. */
const MOST_TABLES = 1_000
const MOST_TOLD = 100

function leftAside({ name, hidden, rows, note }: Part): LocalizedText {
  const why = note ?? (rows === 0 ? EMPTY : hidden ? HIDDEN : EMPTY)
  return { fr: `« ${name} » laissé de côté : ${why.fr}`, en: `“${name}” left aside: ${why.en}` }
}

const EMPTY: LocalizedText = { fr: 'aucune ligne.', en: 'no row.' }
const HIDDEN: LocalizedText = { fr: 'masqué dans son fichier.', en: 'hidden in its file.' }

function tooManyTables(name: string, count: number): Error {
  return fail(
    'limit',
    {
      fr: `« ${name} » contient ${count} tables ; la limite est de ${MOST_TABLES} à la fois.`,
      en: `“${name}” holds ${count} tables; the limit is ${MOST_TABLES} at a time.`
    },
    {
      place: { file: name },
      hint: {
        fr: 'Extrayez celles qu’il vous faut, puis chargez-les.',
        en: 'Extract those that you need, then load them.'
      }
    }
  )
}

function nothingToLoad(name: string, parts: Part[]): Error {
  const reason = parts.find(({ note }) => note)?.note
  const hidden = parts.find((part) => part.hidden && part.rows !== 0)
  return fail(
    'input',
    {
      fr: `« ${name} » ne contient aucune table à charger.${reason ? ` ${reason.fr}` : ''}`,
      en: `“${name}” holds no table to load.${reason ? ` ${reason.en}` : ''}`
    },
    {
      place: { file: name },
      hint: hidden
        ? {
            fr: `Choisissez une table masquée dans la liste avant de charger, ou par « import --part "${hidden.name}" ».`,
            en: `Choose a hidden table in the list before loading, or by “import --part "${hidden.name}"”.`
          }
        : { fr: 'Vérifiez l’export d’où il vient.', en: 'Check the export that it comes from.' }
    }
  )
}
