import type { ChartData, ChartIntent, ChartKind } from '../contract'
import { inertLine } from './inert-text'
import type { ChartLanguage } from './locales'
import { formatCount, formatMeasure, formatX } from './numbers'
import { type Point, readSeries } from './series'

/** The title: the user's finding, else what is drawn. */
export function chartTitle(intent: ChartIntent, data: ChartData, language: ChartLanguage): string {
  return inertLine(intent.title.trim() || capital(data.evidence.definition[language]))
}

/** Measure, filter and n: what stands under the title. */
export function chartSubtitle(intent: ChartIntent, data: ChartData, language: ChartLanguage): string {
  const parts = [
    intent.title.trim() ? data.evidence.definition[language] : '',
    intent.filter?.all.length ? data.evidence.filter[language] : '',
    `n = ${formatCount(data.n, language)}`
  ]
  return inertLine(parts.filter(Boolean).map(capitalFirstOnly).join(' · '))
}

/** The picture in a sentence or two for whoever does not see it: kind, what is drawn, how many marks, largest and smallest. */
export function chartDescription(intent: ChartIntent, data: ChartData, language: ChartLanguage): string {
  const french = language === 'fr'
  const { points, colours } = readSeries(data, intent.colour !== undefined, language)
  const seen = points.filter((point) => point.y !== null)
  const head = `${KINDS[intent.kind][language]}${french ? '\u00a0: ' : ': '}${data.evidence.definition[language]}. n = ${formatCount(data.n, language)}.`
  if (!seen.length) return inertLine(`${head} ${french ? 'Aucune valeur.' : 'No value.'}`, 600)
  const name = (point: (typeof seen)[number]): string =>
    [
      formatX(point.x, data, language),
      colours.length > 1 || colours[0] ? colours[point.colour] : '',
      formatMeasure(point.y, intent, language)
    ]
      .filter(Boolean)
      .join(', ')
  const largest = seen.reduce((best, point) => ((point.y ?? 0) > (best.y ?? 0) ? point : best))
  const smallest = seen.reduce((best, point) => ((point.y ?? 0) < (best.y ?? 0) ? point : best))
  const marks = french
    ? `${formatCount(seen.length, language)}\u00a0${seen.length > 1 ? 'valeurs' : 'valeur'}.`
    : `${formatCount(seen.length, language)} ${seen.length > 1 ? 'values' : 'value'}.`
  const extremes = french
    ? `La plus haute\u00a0: ${name(largest)}\u00a0; la plus basse\u00a0: ${name(smallest)}.`
    : `Highest: ${name(largest)}; lowest: ${name(smallest)}.`
  return inertLine(`${head} ${marks} ${extremes}`, 600)
}

/** The mark that stands out, in words: the highest value and where it is, on how many rows, among how many. */
export function chartExtreme(intent: ChartIntent, data: ChartData, language: ChartLanguage): string {
  const { points, colours } = readSeries(data, intent.colour !== undefined, language)
  const seen = points.filter((point) => point.y !== null)
  if (intent.kind === 'scatter')
    return language === 'fr'
      ? `${formatCount(data.n, language)}\u00a0points`
      : `${formatCount(data.n, language)} points`
  const [first] = seen
  if (!first) return language === 'fr' ? 'aucune valeur' : 'no value'
  const top = seen.reduce((best, point) => ((point.y ?? 0) > (best.y ?? 0) ? point : best), first)
  const place = [formatX(top.x, data, language), intent.colour === undefined ? '' : (colours[top.colour] ?? '')]
    .filter(Boolean)
    .join(', ')
  const value = formatMeasure(top.y, intent, language)
  const size = formatCount(seen.length, language)
  const rows = ownRows(intent, points, top)
  const n = rows === null ? '' : `n = ${formatCount(rows, language)}${language === 'fr' ? '\u00a0;' : ';'} `
  return inertLine(
    language === 'fr'
      ? `${place}\u00a0: ${value} (${n}maximum de ${size}\u00a0${seen.length > 1 ? 'valeurs' : 'valeur'})`
      : `${place}: ${value} (${n}highest of ${size} ${seen.length > 1 ? 'values' : 'value'})`
  )
}

/** The rows that the value of a mark rests on; null where the value is itself their number, or the share they are of all. */
function ownRows({ y, colour, kind }: ChartIntent, points: readonly Point[], mark: Point): number | null {
  if (kind === 'histogram' || y.aggregate === 'count') return null
  if (y.aggregate !== 'share') return mark.n
  if (colour === undefined) return null
  return points.filter(({ x }) => x === mark.x).reduce((sum, { n }) => sum + n, 0)
}

const KINDS: Record<ChartKind, { fr: string; en: string }> = {
  bar: { fr: 'Diagramme en barres', en: 'Bar chart' },
  line: { fr: 'Courbe', en: 'Line chart' },
  histogram: { fr: 'Histogramme', en: 'Histogram' },
  scatter: { fr: 'Nuage de points', en: 'Scatter plot' }
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}

function capitalFirstOnly(text: string, place: number): string {
  return place === 0 && !text.startsWith('n =') ? capital(text) : text
}
