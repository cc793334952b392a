import type { TopLevelSpec } from 'vega-lite'
import type { ChartData, ChartIntent } from '../contract'
import { barSpec } from './bar-spec'
import { histogramSpec } from './histogram-spec'
import { lineSpec } from './line-spec'
import type { ChartLanguage } from './locales'
import { scatterSpec } from './scatter-spec'
import { readSeries, type ChartReading } from './series'
import type { SpecParts } from './spec-parts'
import { LIGHT, type ChartTheme } from './themes'
import { chartSubtitle, chartTitle } from './words'

export interface ChartOptions {
  language: ChartLanguage
  theme?: ChartTheme
  /** Whole width in pixels, axes and legend included. */
  width?: number
  /** Leaves title and subtitle out, where the page around writes them. */
  bare?: boolean
}

/**
 * A chart as a Vega-Lite spec, pure. Fields are named `c0`, `c1`… and every user text stands as a literal: nothing of the
 * user's is a field name, an expression, a link or an address.
 */
export function chartSpec(
  intent: ChartIntent,
  data: ChartData,
  { language, theme = LIGHT, width = 640, bare = false }: ChartOptions
): TopLevelSpec {
  const reading = readSeries(data, intent.colour !== undefined, language)
  const parts: SpecParts = { intent, data, reading, language, theme }
  const spec = { bar: barSpec, line: lineSpec, histogram: histogramSpec, scatter: scatterSpec }[intent.kind](parts)
  return {
    ...spec,
    width,
    autosize: { type: 'fit-x', contains: 'padding' },
    background: bare ? 'transparent' : theme.surface,
    ...(bare ? {} : { title: titleOf(intent, data, language, width) }),
    config: configOf(theme, legendColumns(reading, width))
  } as TopLevelSpec
}

function titleOf(intent: ChartIntent, data: ChartData, language: ChartLanguage, width: number) {
  return {
    text: wrap(chartTitle(intent, data, language), width / 8),
    subtitle: wrap(chartSubtitle(intent, data, language), width / 6.2),
    anchor: 'start',
    frame: 'bounds',
    offset: 12
  }
}

/** Lines of at most `limit` characters, cut at spaces; at most four. */
function wrap(text: string, limit: number): string[] {
  const lines: string[] = []
  const size = Math.max(10, Math.floor(limit))
  for (const word of text.split(' ').flatMap((whole) => whole.match(new RegExp(`.{1,${size}}`, 'gsu')) ?? [])) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length + 1 <= limit) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.slice(0, 4)
}

/** As many legend entries side by side as their names leave room for. */
function legendColumns({ colours }: ChartReading, width: number): number {
  const longest = Math.min(22, Math.max(...colours.map((name) => name.length)))
  return Math.max(1, Math.min(8, Math.floor((width - 100) / (longest * 8 + 30))))
}

function configOf(theme: ChartTheme, columns: number) {
  const axis = {
    labelColor: theme.muted,
    titleColor: theme.muted,
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 500,
    domainColor: theme.line,
    tickColor: theme.line,
    gridColor: theme.line,
    labelLimit: 180,
    titleLimit: 320,
    titlePadding: 8
  }
  return {
    aria: false,
    font: theme.font,
    axis,
    view: { stroke: null },
    title: {
      color: theme.ink,
      subtitleColor: theme.muted,
      fontSize: 15,
      subtitleFontSize: 12,
      fontWeight: 600,
      subtitlePadding: 4,
      lineHeight: 20,
      subtitleLineHeight: 16
    },
    legend: {
      orient: 'top',
      direction: 'horizontal',
      columns,
      labelColor: theme.ink,
      titleColor: theme.muted,
      labelFontSize: 12,
      titleFontSize: 12,
      titleFontWeight: 500,
      labelLimit: 150,
      titleLimit: 320,
      symbolType: 'square'
    }
  }
}
