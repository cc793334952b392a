import type { LocalizedText } from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { rawPlaces } from '../recipe'
import { resolveTable } from '../tables'
import { fromOf, labelOf, resolveSide, type Side } from './side'

/**
 * The raw rows that the rows of a prepared side were made of. Its filter is read on prepared values, never on raw ones:
 * these have other types and other texts, and would keep other records.
 */
export async function beforeOf(project: Project, after: Side, signal?: AbortSignal): Promise<Side> {
  const { filter, table: clean, words } = after
  const ref = { schema: 'raw' as const, name: clean.ref.name }
  if (!after.isShown || (after.predicate !== null && !filter)) throw notPrepared(after.label)
  if (after.predicate === null) return resolveSide(project, { kind: 'table', table: ref }, signal)
  const columns = [...new Set((filter?.all ?? []).map(({ column }) => column))]
  const { from, place, oneEach } = await rawPlaces(project, clean, columns, signal)
  const table = await resolveTable(project, ref)
  const predicate = `rowid IN (SELECT ${place} FROM ${from} WHERE ${after.predicate})`
  const [counted] = await project.rows<{ n: number; brought: number }>(
    `SELECT count(DISTINCT ${place}) AS n, count(*) - count(${place}) AS brought FROM ${from} WHERE ${after.predicate}`,
    { signal }
  )
  const rows = counted?.n ?? 0
  return {
    ...after,
    table,
    predicate,
    from: fromOf(table, predicate),
    rows,
    label: labelOf(table),
    words: {
      fr: `les mêmes lignes, choisies par leurs valeurs préparées : ${words.fr}`,
      en: `the same rows, chosen by their prepared values: ${words.en}`
    },
    note: oneEach ? null : standing(rows, after.rows, counted?.brought ?? 0),
    chosenIn: clean.ref
  }
}

/** How the rows before stand to those behind, where a step repeats rows or brings some; null where they are one for one. */
function standing(before: number, after: number, brought: number): LocalizedText | null {
  if (before === after && !brought) return null
  const told = (locale: string): string[] => [after, brought].map((n) => n.toLocaleString(locale))
  const [fr, en] = [told('fr-FR'), told('en-GB')]
  return brought
    ? {
        fr: `des ${fr[0]} lignes de l’autre côté, ${fr[1]} viennent d’une autre table et n’ont pas de ligne ici`,
        en: `of the ${en[0]} rows of the other side, ${en[1]} come from another table and have no row here`
      }
    : {
        fr: `les ${fr[0]} lignes de l’autre côté en viennent, plusieurs d’une même ligne`,
        en: `the ${en[0]} rows of the other side come from these, several from one row`
      }
}

function notPrepared({ fr, en }: LocalizedText): Error {
  return fail(
    'input',
    {
      fr: `Les lignes de ${fr} ne sont pas choisies dans une table préparée : il n’y a pas d’« avant ».`,
      en: `The rows of ${en} are not chosen in a prepared table: there is no “before”.`
    },
    {
      hint: {
        fr: 'Donnez à l’autre côté une table préparée, avec ou sans filtre.',
        en: 'Give the other side a prepared table, with a filter or without.'
      }
    }
  )
}
