import type { ReportSection } from '../../contract'
import type { ChartLanguage } from '../../charts'
import type { Project } from '../project'
import { Writer, type ReportFacts } from './context'
import { gatherFacts } from './gather'
import { prose, type Markup } from './markup'
import { page } from './page'
import { chartsSection } from './sections/charts'
import { anomaliesSection, findingsSection } from './sections/findings'
import { journalSection } from './sections/journal'
import { methodSection } from './sections/method'
import { planSection } from './sections/plan'
import { prioritiesSection } from './sections/priorities'
import { sourcesSection } from './sections/sources'
import { workstreamsSection } from './sections/workstreams'

export interface ReportOptions {
  language: ChartLanguage
  now?: Date
  signal?: AbortSignal
}

/**
 * The report of a project as one self-contained HTML file: no script, nothing fetched, every text of the user escaped,
 * each figure with its evidence.
 */
export async function renderReport(
  project: Project,
  { language, now = new Date(), signal }: ReportOptions
): Promise<string> {
  return renderFacts(await gatherFacts(project, now, signal), language)
}

/** The same from facts already read; pure but for the drawing of charts. */
export async function renderFacts(facts: ReportFacts, language: ChartLanguage): Promise<string> {
  const writer = new Writer(language)
  const sections: { heading: string; body: Markup[] }[] = []
  for (const [place, section] of facts.doc.sections.entries())
    sections.push({ heading: headingOf(section, writer), body: await bodyOf(section, facts, place, writer) })
  return page(facts, sections, writer)
}

async function bodyOf(section: ReportSection, facts: ReportFacts, place: number, writer: Writer): Promise<Markup[]> {
  switch (section.kind) {
    case 'text':
      return prose(section.body)
    case 'sources':
      return sourcesSection(facts, writer)
    case 'anomalies':
      return anomaliesSection(facts, writer)
    case 'findings':
      return findingsSection(facts, section.ids, writer)
    case 'charts':
      return chartsSection(facts, section.ids, place, writer)
    case 'workstreams':
      return workstreamsSection(facts, writer)
    case 'priorities':
      return prioritiesSection(facts, writer)
    case 'plan':
      return planSection(facts, writer)
    case 'method':
      return methodSection(facts, writer)
    case 'journal':
      return journalSection(facts, writer)
  }
}

const HEADINGS: Record<Exclude<ReportSection['kind'], 'text'>, [string, string]> = {
  sources: ['Données', 'Data'],
  anomalies: ['Anomalies', 'Anomalies'],
  findings: ['Constats', 'Findings'],
  charts: ['Graphiques', 'Charts'],
  workstreams: ['Chantiers', 'Workstreams'],
  priorities: ['Priorités', 'Priorities'],
  plan: ['Calendrier', 'Calendar'],
  method: ['Méthode', 'Method'],
  journal: ['Journal', 'Journal']
}

function headingOf(section: ReportSection, writer: Writer): string {
  if (section.kind === 'text') return section.heading.trim() || writer.say('Texte', 'Text')
  return writer.say(...HEADINGS[section.kind])
}
