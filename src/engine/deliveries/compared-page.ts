import type { ComparedRows } from '../../contract'
import type { Project } from '../project'
import { comparedRows, type Wanted } from './compared-rows'
import { seePrepared } from './prepared'
import { refuseChanged } from './refuse-changed'

/** A page of the rows behind one number of the last comparison of a delivery; a `conflict` where its source has other rows by now. */
export async function comparedPage(
  project: Project,
  { delivery, ...wanted }: Wanted & { delivery: string },
  signal?: AbortSignal
): Promise<ComparedRows> {
  const waiting = seePrepared(project, delivery)
  await refuseChanged(project, waiting)
  const page = await comparedRows(project, waiting.comparison, wanted, signal)
  // Rows are read by their places: another version may have been shown in the meantime.
  await refuseChanged(project, waiting)
  return page
}
