import { Source, type Delivery, type Evidence } from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { fileLabel } from '../sources'
import { ident } from '../sql'
import { rowsUnrecorded } from './first-delivery'

/** Which rows of a source came with one delivery: those of each stand one behind the other, in the order of their file. */
export async function arrivedRows(
  project: Project,
  { source: id, delivery }: { source: string; delivery: string }
): Promise<Evidence> {
  const source = await project.get('source', id, Source)
  const { table, deliveries } = source
  const found = deliveries.find((one) => one.id === delivery)
  const from = placeOf(source, delivery)
  if (!found || from === null) throw replaced(found)
  const rows = `FROM raw.${ident(table.name)} WHERE rowid >= ${from} AND rowid < ${from + found.rows}`
  const label = fileOf(found)
  return {
    title: { fr: `Lignes venues de « ${label} »`, en: `Rows that came from “${label}”` },
    definition: {
      fr: 'Lignes de la table brute que cette livraison a apportées, dans l’ordre de son fichier.',
      en: 'Rows of the raw table that this delivery brought, in the order of its file.'
    },
    n: found.rows,
    filter: {
      fr: `lignes ${from + 1} à ${from + found.rows} de la table brute`,
      en: `rows ${from + 1} to ${from + found.rows} of the raw table`
    },
    sql: `SELECT count(*) ${rows}`,
    rowsSql: `SELECT rowid, * ${rows} ORDER BY rowid`,
    table,
    columns: []
  }
}

/** Place of the first row that came with a delivery; null where its rows no longer stand in the source. */
export function placeOf(source: Source, delivery: string): number | null {
  const { deliveries } = source
  const place = deliveries.findIndex((one) => one.id === delivery)
  const first = deliveries.findLastIndex(({ mode }) => mode !== 'append')
  if (place < 0 || place < first) return null
  return deliveries.slice(Math.max(0, first), place).reduce((sum, { rows }) => sum + rows, rowsUnrecorded(source))
}

export function fileOf({ files }: Delivery): string {
  const [first] = files
  return first ? fileLabel(first) : ''
}

function replaced(found: Delivery | undefined): Error {
  if (!found)
    return fail('not_found', { fr: 'La source n’a pas cette livraison.', en: 'The source has no such delivery.' })
  return fail(
    'not_found',
    {
      fr: `Les lignes de « ${fileOf(found)} » ont été remplacées par une livraison plus récente.`,
      en: `The rows of “${fileOf(found)}” were replaced by a newer delivery.`
    },
    { hint: { fr: 'Ctrl + Z revient à cette version.', en: 'Ctrl + Z goes back to that version.' } }
  )
}
