import { Source, type Delivery } from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { tableOfVersion } from '../sources'
import { fileOf, placeOf } from './arrived'

/** Where the rows of a delivery lie: a table of `raw`, and the places of its rows in it (`to` not among them). */
export interface DeliveredRows {
  table: string
  /** Rows of that table that the project shows; others are kept for undo. */
  isShown: boolean
  from: number
  to: number
  source: Source
  delivery: Delivery
  /** The name of its file, in words. */
  label: string
}

/**
 * The rows that came with a delivery, or the whole table as it stood after it, also where a newer version of the rows has
 * taken their place since: what a delivery replaces is kept.
 */
export async function deliveredRows(
  project: Project,
  { source: id, delivery, rows }: { source: string; delivery: string; rows: 'arrived' | 'whole' }
): Promise<DeliveredRows> {
  const source = await project.get('source', id, Source)
  for (const state of [source, ...(await project.past('source', id, Source))]) {
    const found = state.deliveries.find((one) => one.id === delivery)
    const place = placeOf(state, delivery)
    if (!found || place === null || (rows === 'whole' && state.deliveries.at(-1)?.id !== delivery)) continue
    const table = await tableOfVersion(project, state.version)
    if (table === null) continue
    const [from, to] = rows === 'whole' ? [0, state.rows] : [place, place + found.rows]
    return { table, isShown: table === source.table.name, from, to, source, delivery: found, label: fileOf(found) }
  }
  throw noRows(source)
}

function noRows({ table }: Source): Error {
  return fail(
    'not_found',
    {
      fr: `Les lignes de cette livraison de « ${table.name} » ne sont plus dans le projet.`,
      en: `The rows of this delivery of “${table.name}” are no longer in the project.`
    },
    { hint: { fr: 'Choisissez une autre livraison.', en: 'Choose another delivery.' } }
  )
}
