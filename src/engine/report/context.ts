import { frenchSpaces } from '../../contract'
import type {
  ErrorData,
  ChartData,
  Change,
  ExplorationDay,
  ExplorationMap,
  Finding,
  Guess,
  LocalizedText,
  Plan,
  ProjectInfo,
  Ranking,
  RegisterEntry,
  ReportDoc,
  SavedChart,
  Source,
  Workstream
} from '../../contract'
import type { ChartLanguage } from '../../charts'

/** A saved chart with its numbers, or why it cannot be drawn any more. */
export type DrawnChart = { chart: SavedChart; data: ChartData } | { chart: SavedChart; error: ErrorData }

/** Everything a report may cite, read once. */
export interface ReportFacts {
  doc: ReportDoc
  info: ProjectInfo
  sources: Source[]
  findings: Finding[]
  /** What searches for anomalies found, and what was decided. */
  register: RegisterEntry[]
  charts: DrawnChart[]
  workstreams: Workstream[]
  rankings: Ranking[]
  plan: Plan | null
  history: Change[]
  exploration: { map: ExplorationMap; days: ExplorationDay[]; guesses: Guess[] }
  madeAt: Date
}

/** How sections write: in one language, with its numbers and dates. */
export class Writer {
  constructor(readonly language: ChartLanguage) {}

  /** One of our own texts. */
  say(fr: string, en: string): string {
    return this.language === 'fr' ? frenchSpaces(fr) : en
  }

  text(text: LocalizedText): string {
    return this.language === 'fr' ? frenchSpaces(text.fr) : text.en
  }

  number(value: number, options: Intl.NumberFormatOptions = { maximumFractionDigits: 2 }): string {
    return value.toLocaleString(this.locale, options).replace(/^-/, '−')
  }

  day(value: string | Date): string {
    return new Date(value).toLocaleDateString(this.locale, { day: 'numeric', month: 'long', year: 'numeric' })
  }

  moment(value: string | Date): string {
    return new Date(value).toLocaleString(this.locale, {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit'
    })
  }

  private get locale(): string {
    return this.language === 'fr' ? 'fr-FR' : 'en-GB'
  }
}
