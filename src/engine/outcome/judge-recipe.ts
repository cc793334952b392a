import type { AnomalyEvent, AnomalyReport, PartlyEvent, RecipeJudged, RecipeMoved } from '../../contract'
import { searchResult } from '../anomalies'
import { job, type Report } from '../call'
import type { Project } from '../project'
import { searchOnce } from '../quality'
import { asRead, withAsRead } from '../recipe'
import { searchEvents } from '../register'
import { resolveTable, type Table } from '../tables'
import { anomalyOutcomes } from './anomaly-outcomes'
import { heldBefore } from './held-before'
import { movedBy } from './moved-by'
import { withoutUnseen } from './out-of-sight'
import { partOf } from './parts'
import { qualityScores } from './quality-scores'
import { withLinks } from './with-links'

/**
 * What a recipe did to its table. What moved is told first; then both sides are searched by the same detectors, alone and with
 * every other table as it is prepared. Before are the rows as the import reads them: what a detector sees thanks to a reading stood
 * in the file. A side that was searched as it is now is not searched again. The register takes note of what was found in the table
 * as it is prepared.
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
  const read = await asRead(project, table, signal)
  const clean = await resolveTable(project, { schema: 'clean', name: table })
  return withAsRead(project, read, () => compareSearches(project, read, clean, report, signal), signal)
}

async function compareSearches(
  project: Project,
  read: Table,
  clean: Table,
  report: Report,
  signal: AbortSignal
): Promise<Pick<RecipeJudged, 'scores' | 'anomalies' | 'skipped'>> {
  const now = new Date()
  const after = await searched(searchEvents(project, [clean.ref], signal), partOf('after', report))
  const before = read.sql === clean.sql ? after : await searched(searchOnce(project, [read], now, signal), partOf('before', report)) // prettier-ignore
  const seen = await withoutUnseen(project, before, { table: clean, report: after })
  const linked = await withLinks(
    project,
    { table: read, report: seen.before },
    { table: clean, report: seen.after },
    signal
  )
  const held = read.sql === clean.sql ? [] : await heldBefore(project, { table: read, findings: linked.before.findings }, { table: clean, findings: linked.after.findings }, signal) // prettier-ignore
  const old = { ...linked.before, findings: [...linked.before.findings, ...held] }
  return {
    scores: await qualityScores(project, { table: read, report: before }, { table: clean, report: after }, signal),
    anomalies: await anomalyOutcomes(project, old, linked.after),
    skipped: [
      ...linked.before.skipped.map(({ detector, reason, bounded }) => ({
        detector,
        side: 'before' as const,
        reason,
        bounded
      })),
      ...linked.after.skipped.map(({ detector, reason, bounded }) => ({
        detector,
        side: 'after' as const,
        reason,
        bounded
      }))
    ]
  }
}

function searched(events: AsyncIterable<AnomalyEvent>, report: Report): Promise<AnomalyReport> {
  return searchResult(events, (event) => {
    if (event.type === 'progress') report(event.progress)
  })
}
