import type { AnomalyEvent, AnomalyReport, TableRef } from '../../contract'
import { anomalyEvents } from '../anomalies'
import type { Project } from '../project'
import { tablesAsked, type Table } from '../tables'
import { keepSearch, keptReport, recallSearches } from './kept-searches'

/**
 * A search for anomalies in the given tables, of all those of the project where none is given. What an earlier search told of a
 * table as it is now, that day, is told again and not searched for, also after the project was closed.
 */
export async function* searchOnce(
  project: Project,
  asked: readonly (TableRef | Table)[] | undefined,
  now: Date,
  signal?: AbortSignal
): AsyncGenerator<AnomalyEvent, void> {
  const tables = await tablesAsked(project, asked)
  await recallSearches(project, tables, now)
  const kept = await keptReport(project, tables, now)
  for await (const event of kept ? again(kept) : anomalyEvents(project, tables, signal, now)) {
    if (event.type === 'done' && !kept) await keepSearch(project, event.result, tables, now)
    yield event
  }
}

async function* again(report: AnomalyReport): AsyncGenerator<AnomalyEvent, void> {
  for (const finding of report.findings) yield { type: 'finding', finding }
  yield { type: 'done', result: report }
}
