import { randomUUID } from 'node:crypto'
import { SavedChart, type ChartIntent, type ListedChart, type LocalizedText } from '../../contract'
import type { Project } from '../project'
import { chartTable } from './chart-table'
import { compileChart } from './compile'
import { definitionInWords } from './words'

/** The charts that are kept, in the order they were saved, each by its name. */
export async function listCharts(project: Project): Promise<ListedChart[]> {
  return (await project.list('chart', SavedChart)).map((chart) => ({ ...chart, name: chartName(chart.intent) }))
}

/** The name of a chart on screen: its title, or else what it draws. */
export function chartName(intent: ChartIntent): LocalizedText {
  const title = intent.title.trim()
  if (title) return { fr: title, en: title }
  const { fr, en } = definitionInWords(intent)
  return { fr: capital(fr), en: capital(en) }
}

function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1)
}

/** Keeps a chart; refused, with the reason, where its query could not be made. */
export async function saveChart(project: Project, intent: ChartIntent, now = new Date()): Promise<SavedChart> {
  compileChart(intent, await chartTable(project, intent))
  const chart: SavedChart = { id: randomUUID(), intent, savedAt: now.toISOString() }
  await project.change(label('Graphique enregistré', 'Chart saved', intent), (scope) =>
    scope.put('chart', chart.id, chart)
  )
  return chart
}

export async function updateChart(
  project: Project,
  id: string,
  intent: ChartIntent,
  now = new Date()
): Promise<SavedChart> {
  await project.get('chart', id, SavedChart)
  compileChart(intent, await chartTable(project, intent))
  const chart: SavedChart = { id, intent, savedAt: now.toISOString() }
  await project.change(label('Graphique modifié', 'Chart changed', intent), (scope) => scope.put('chart', id, chart))
  return chart
}

export async function removeChart(project: Project, id: string): Promise<void> {
  const { intent } = await project.get('chart', id, SavedChart)
  await project.change(label('Graphique supprimé', 'Chart removed', intent), (scope) => scope.remove('chart', id))
}

function label(fr: string, en: string, intent: ChartIntent): LocalizedText {
  const words = intent.title ? { fr: intent.title, en: intent.title } : definitionInWords(intent)
  return { fr: `${fr}\u00a0: ${words.fr}`, en: `${en}: ${words.en}` }
}
