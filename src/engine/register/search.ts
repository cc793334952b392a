import type { AnomalyEvent, AnomalyMarks, AnomalyReport, TableRef } from '../../contract'
import { anomalyEvents, marksOf } from '../anomalies'
import type { Project } from '../project'
import { keepSearch, lastSearch } from './last-search'
import { noteSightings } from './sightings'
import { readVerdicts } from './verdicts'

/**
 * A search for anomalies whose result the register takes note of before it is told. What the last search told is told again
 * where nothing has changed since, also after the project was closed.
 */
export async function* searchEvents(
  project: Project,
  tables?: readonly TableRef[],
  signal?: AbortSignal
): AsyncGenerator<AnomalyEvent, void> {
  const now = new Date()
  const { state, report: last } = await lastSearch(project, now)
  for await (const event of last && !tables ? again(last) : anomalyEvents(project, tables, signal, now)) {
    if (event.type === 'done') {
      await noteSightings(project, event.result, now)
      if (!tables && !last) await keepSearch(project, event.result, state, now)
    }
    yield event
  }
}

async function* again(report: AnomalyReport): AsyncGenerator<AnomalyEvent, void> {
  for (const finding of report.findings) yield { type: 'finding', finding }
  yield { type: 'done', result: report }
}

/** The marks of a page of rows: of what is undecided or accepted, never of what was dismissed. */
export async function judgedMarks(
  project: Project,
  page: Parameters<typeof marksOf>[1],
  signal?: AbortSignal
): Promise<AnomalyMarks> {
  const verdicts = await readVerdicts(project)
  return marksOf(project, page, (id) => verdicts.get(id)?.state ?? 'to_see', signal)
}
