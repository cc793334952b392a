import type { AnomalyEvent, AnomalyReport, RecipeJudged, SidesCompared } from '../../contract'
import { anomalyEvents, searchResult } from '../anomalies'
import type { Report } from '../call'
import { compareSides } from '../compare'
import { ChantierError } from '../errors'
import type { Project } from '../project'
import { searchEvents } from '../register'
import { resolveTable } from '../tables'
import { anomalyOutcomes } from './anomaly-outcomes'
import { findingOutcomes } from './finding-outcomes'
import { qualityScores } from './quality-scores'
import { withLinks } from './with-links'

/** Parts of the work, each reported from 0 to 1. */
const PARTS = 3

/**
 * What a recipe did to its table: both sides are searched by the same detectors and compared by their profiles, alone
 * and with every other table as it is prepared. The register takes note of what was found in the table as it is prepared.
 */
export async function judgeRecipe(
  project: Project,
  table: string,
  report: Report,
  signal?: AbortSignal
): Promise<RecipeJudged> {
  const begun = performance.now()
  const raw = await resolveTable(project, { schema: 'raw', name: table })
  const clean = await resolveTable(project, { schema: 'clean', name: table })
  const part =
    (done: number): Report =>
    ({ step, done: own, total }) =>
      report({ step, done: done + (total ? Math.min(1, own / total) : 0), total: PARTS })
  const after = await searched(searchEvents(project, [clean.ref], signal), part(0))
  const before = raw.sql === clean.sql ? after : await searched(anomalyEvents(project, [raw.ref], signal), part(1))
  const linked = await withLinks(project, { table: raw, report: before }, { table: clean, report: after }, signal)
  const compared = await profiles(project, table, part(2), signal)
  return {
    table,
    scores: await qualityScores(project, { table: raw, report: before }, { table: clean, report: after }, signal),
    anomalies: await anomalyOutcomes(project, linked.before, linked.after),
    findings: await findingOutcomes(project, table, signal),
    compared,
    skipped: [
      ...linked.before.skipped.map(({ detector, reason }) => ({ detector, side: 'before' as const, reason })),
      ...linked.after.skipped.map(({ detector, reason }) => ({ detector, side: 'after' as const, reason }))
    ],
    seconds: Math.round(performance.now() - begun) / 1000
  }
}

function searched(events: AsyncIterable<AnomalyEvent>, report: Report): Promise<AnomalyReport> {
  return searchResult(events, (event) => {
    if (event.type === 'progress') report(event.progress)
  })
}

/** The profiles side by side; null where the two sides have no column in common. */
async function profiles(
  project: Project,
  name: string,
  report: Report,
  signal?: AbortSignal
): Promise<SidesCompared | null> {
  const side = (schema: 'raw' | 'clean') => ({ kind: 'table' as const, table: { schema, name } })
  try {
    return await compareSides(project, { a: side('raw'), b: side('clean'), pairs: [] }, report, signal)
  } catch (error) {
    if (error instanceof ChantierError && error.data.kind === 'input') return null
    throw error
  }
}
