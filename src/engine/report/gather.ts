import type { SavedChart } from '../../contract'
import { listCharts, readChart } from '../charts'
import { toErrorData } from '../errors'
import { explorationDays, explorationMap, listGuesses } from '../exploration'
import { listFindings } from '../findings'
import { readPlan } from '../plan'
import { rankWorkstreams } from '../prioritise'
import type { Project } from '../project'
import { listRegister } from '../register'
import { listSources } from '../sources'
import { listWorkstreams } from '../workstreams'
import type { DrawnChart, ReportFacts } from './context'
import { readOutline } from './outline'

/** Reads once everything that a report may cite. A chart that cannot be read any more is told, and the rest goes on. */
export async function gatherFacts(project: Project, madeAt: Date, signal?: AbortSignal): Promise<ReportFacts> {
  const workstreams = await listWorkstreams(project)
  const saved = await listCharts(project)
  return {
    doc: (await readOutline(project)).doc,
    info: await project.info(),
    sources: await listSources(project, signal),
    findings: await listFindings(project),
    register: (await listRegister(project)).entries,
    charts: await Promise.all(saved.map((chart) => draw(project, chart, signal))),
    workstreams,
    rankings: (['rice', 'value-effort'] as const).map((method) => rankWorkstreams(workstreams, method)),
    plan: workstreams.length ? await readPlan(project, signal) : null,
    history: await project.history(),
    exploration: {
      map: await explorationMap(project),
      days: await explorationDays(project),
      guesses: await listGuesses(project)
    },
    madeAt
  }
}

async function draw(project: Project, chart: SavedChart, signal?: AbortSignal): Promise<DrawnChart> {
  try {
    return { chart, data: await readChart(project, chart.intent, signal) }
  } catch (error) {
    const data = toErrorData(error)
    if (data.kind === 'cancelled' || data.kind === 'internal') throw error
    return { chart, error: data }
  }
}
