import type { AnomalyEvent, AnomalyMarks, TableRef } from '../../contract'
import { marksOf } from '../anomalies'
import type { Project } from '../project'
import { searchOnce } from '../quality'
import { noteSightings, verdictsNow } from './sightings'

/** A search for anomalies whose result the register takes note of before it is told. */
export async function* searchEvents(
  project: Project,
  tables?: readonly TableRef[],
  signal?: AbortSignal
): AsyncGenerator<AnomalyEvent, void> {
  const now = new Date()
  for await (const event of searchOnce(project, tables, now, signal)) {
    if (event.type === 'done') await noteSightings(project, event.result, now)
    yield event
  }
}

/** The marks of a page of rows: of what is undecided or accepted, never of what was dismissed. */
export async function judgedMarks(
  project: Project,
  page: Parameters<typeof marksOf>[1],
  signal?: AbortSignal
): Promise<AnomalyMarks> {
  const verdicts = await verdictsNow(project)
  return marksOf(project, page, (id) => verdicts.get(id)?.state ?? 'to_see', signal)
}
