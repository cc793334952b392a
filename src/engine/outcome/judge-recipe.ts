import type { AnomalyEvent, AnomalyReport, PartlyEvent, RecipeJudged, RecipeMoved } from '../../contract'
import { searchResult } from '../anomalies'
import { job, type Report } from '../call'
import type { Project } from '../project'
import { searchOnce } from '../quality'
import { searchEvents } from '../register'
import { resolveTable } from '../tables'
import { anomalyOutcomes } from './anomaly-outcomes'
import { movedBy } from './moved-by'
import { partOf } from './parts'
import { qualityScores } from './quality-scores'
import { withLinks } from './with-links'

/**
 * What a recipe did to its table. What moved is told first; then both sides are searched by the same detectors, alone and with
 * every other table as it is prepared. A side that was searched as it is now is not searched again. The register takes note of
 * what was found in the table as it is prepared.
 */
export async function* judgeRecipe(
  project: Project,
  table: string,
  signal?: AbortSignal
): AsyncGenerator<PartlyEvent<RecipeMoved, RecipeJudged>, void> {
  const begun = performance.now()
  for await (const event of job((report, stop) => movedBy(project, table, partOf('profiles', report), stop), signal)) {
    if (event.type === 'progress') yield event
    if (event.type !== 'done') continue
    const moved = event.result
    yield { type: 'part', part: moved }
    yield* job(async (report, stop) => {
      const judged = await searchSides(project, table, report, stop)
      return { table, ...judged, ...moved, seconds: Math.round(performance.now() - begun) / 1000 }
    }, signal)
  }
}

async function searchSides(
  project: Project,
  table: string,
  report: Report,
  signal: AbortSignal
): Promise<Pick<RecipeJudged, 'scores' | 'anomalies' | 'skipped'>> {
  const raw = await resolveTable(project, { schema: 'raw', name: table })
  const clean = await resolveTable(project, { schema: 'clean', name: table })
  const now = new Date()
  const after = await searched(searchEvents(project, [clean.ref], signal), partOf('after', report))
  const before = raw.sql === clean.sql ? after : await searched(searchOnce(project, [raw.ref], now, signal), partOf('before', report)) // prettier-ignore
  const linked = await withLinks(project, { table: raw, report: before }, { table: clean, report: after }, signal)
  return {
    scores: await qualityScores(project, { table: raw, report: before }, { table: clean, report: after }, signal),
    anomalies: await anomalyOutcomes(project, linked.before, linked.after),
    skipped: [
      ...linked.before.skipped.map(({ detector, reason }) => ({ detector, side: 'before' as const, reason })),
      ...linked.after.skipped.map(({ detector, reason }) => ({ detector, side: 'after' as const, reason }))
    ]
  }
}

function searched(events: AsyncIterable<AnomalyEvent>, report: Report): Promise<AnomalyReport> {
  return searchResult(events, (event) => {
    if (event.type === 'progress') report(event.progress)
  })
}
