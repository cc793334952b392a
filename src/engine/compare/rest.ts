import type { LocalizedText } from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { ident } from '../sql'
import { fromOf, labelOf, type Side } from './side'

/**
 * The rows of a side's table that are not on that side. A row whose value is missing is not kept by most filters, and
 * so is of the rest: how many there are is told for each column of the filter.
 */
export async function restOf(project: Project, side: Side, signal?: AbortSignal): Promise<Side> {
  const { table, filter, label, words } = side
  if (side.predicate === null) throw noRest(label)
  const predicate = `(${side.predicate}) IS NOT TRUE`
  const columns = [...new Set((filter?.all ?? []).map(({ column }) => column))]
  const counts = ['count(*) AS n', ...columns.map((name, at) => `count(*) FILTER (${ident(name)} IS NULL) AS m${at}`)]
  const [counted] = await project.rows<Record<string, number>>(
    `SELECT ${counts.join(', ')} FROM ${table.sql} WHERE ${predicate}`,
    { signal }
  )
  const rows = counted?.n ?? 0
  if (!rows) throw noRest(label)
  return {
    ...side,
    predicate,
    outside: true,
    from: fromOf(table, predicate),
    rows,
    label: filter ? labelOf(table) : { fr: `Hors de ${label.fr}`, en: `Outside ${label.en}` },
    words: filter
      ? { fr: `le reste des lignes, hors de : ${words.fr}`, en: `the rest of the rows, outside: ${words.en}` }
      : { fr: 'Le reste des lignes de la table', en: 'The rest of the rows of the table' },
    note: withoutValue(columns.map((name, at) => ({ name, n: counted?.[`m${at}`] ?? 0 })))
  }
}

function withoutValue(columns: readonly { name: string; n: number }[]): LocalizedText | null {
  const some = columns.filter(({ n }) => n > 0)
  if (!some.length) return null
  const fr = some.map(({ name, n }) => `${n.toLocaleString('fr-FR')} sans valeur dans « ${name} »`)
  const en = some.map(({ name, n }) => `${n.toLocaleString('en-GB')} without a value in “${name}”`)
  return { fr: `dont ${fr.join(', ')}`, en: `of which ${en.join(', ')}` }
}

function noRest({ fr, en }: LocalizedText): Error {
  return fail(
    'input',
    {
      fr: `Il n’y a pas de reste : l’autre côté prend toutes les lignes de ${fr}.`,
      en: `There is no rest: the other side takes all rows of ${en}.`
    },
    {
      hint: {
        fr: 'Donnez à l’autre côté un filtre qui laisse des lignes, ou une seule valeur.',
        en: 'Give the other side a filter that leaves rows out, or one value.'
      }
    }
  )
}
