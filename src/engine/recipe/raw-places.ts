import { Step, type LocalizedText } from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { hidesRowid } from '../sql'
import { resolveTable, type Table } from '../tables'
import { applySteps } from './apply-steps'
import { otherTables } from './others'
import { stepTitle } from './steps'
import { keepRows, traceRows } from './trace-rows'

/** Prepared rows with the raw row that each was made of. */
export interface RawPlaces {
  /** For `FROM`: the columns of the prepared table, and the place. */
  from: string
  /** The `rowid` of the raw row, as an expression over `from`; null in rows that another table brought. */
  place: string
  /** Whether each row was made of a raw row that no other was made of. */
  oneEach: boolean
}

/**
 * Where the rows of a prepared table stood in the raw one. Refused, for the columns that are asked about, where a step
 * leaves no row its place, or where the query would have to hold the key of pseudonyms.
 */
export async function rawPlaces(
  project: Project,
  clean: Table,
  about: readonly string[],
  signal?: AbortSignal
): Promise<RawPlaces> {
  const { name } = clean.ref
  const raw = await resolveTable(project, { schema: 'raw', name })
  const others = await otherTables(project, name)
  const steps = (await project.list('step', Step)).filter((step) => step.table === name && step.enabled)
  const { specs } = await applySteps(project, { name, columns: raw.columns }, steps, others, signal)
  const hidden = raw.columns.find((column) => hidesRowid([column]))
  if (hidden) throw noPlaces(about, hides(hidden.name))
  if (keepRows(specs) && !hidesRowid(clean.columns)) return { from: clean.sql, place: 'rowid', oneEach: true }
  const traced = traceRows({ name, columns: raw.columns }, specs, others)
  const grouping = specs.find(({ kind }) => kind === 'pivot')
  if (!traced || grouping) throw noPlaces(about, groups(grouping ? stepTitle(grouping) : { fr: '', en: '' }))
  const secret = specs.find(({ kind }) => kind === 'pseudonymise')
  if (secret) throw noPlaces(about, needsKey(stepTitle(secret)))
  return {
    from: `(${traced.sql})`,
    place: `${traced.place} - 1`,
    oneEach: !traced.mayRepeat && !specs.some(({ kind }) => kind === 'append')
  }
}

function hides(column: string): LocalizedText {
  return {
    fr: `la colonne « ${column} » prend le nom sous lequel la base tient la place des lignes`,
    en: `the column “${column}” takes the name under which the database keeps the place of rows`
  }
}

function groups(title: LocalizedText): LocalizedText {
  return {
    fr: `l’étape « ${title.fr} » fait d’autres lignes de plusieurs`,
    en: `the step “${title.en}” makes other rows of several`
  }
}

function needsKey(title: LocalizedText): LocalizedText {
  return {
    fr: `des étapes changent les lignes, et l’étape « ${title.fr} » ne se refait pas hors de la recette sans montrer sa clé`,
    en: `steps change the rows, and the step “${title.en}” cannot be made again outside the recipe without showing its key`
  }
}

function noPlaces(about: readonly string[], why: LocalizedText): Error {
  const [fr, en] = [about.map((name) => `« ${name} »`).join(', '), about.map((name) => `“${name}”`).join(', ')]
  return fail(
    'input',
    {
      fr: `Le filtre porte sur ${fr}, telle que préparée : les lignes d’origine ne peuvent pas être retrouvées, car ${why.fr}.`,
      en: `The filter is on ${en} as prepared: the rows that these come from cannot be found again, for ${why.en}.`
    },
    {
      hint: {
        fr: 'Comparez toutes les lignes, avant et après, sans filtre.',
        en: 'Compare all rows, before and after, without a filter.'
      }
    }
  )
}
