import { inertLine } from './inert-text'
import { formatCount, formatMeasure, formatX } from './numbers'
import type { SpecParts } from './spec-parts'
import type { Point } from './series'

/** The colour channel: named colours in their order, "others" and missing values in greys; one colour where nothing is split. */
export function colourEncoding({ intent, reading, theme }: SpecParts): Record<string, unknown> {
  if (intent.colour === undefined) return { value: theme.palette[0] }
  const last = theme.palette.at(-1)
  let kept = 0
  const range = reading.colours.map((_, place) =>
    reading.rest[place] ? (reading.rest.indexOf(true) === place ? last : theme.line) : theme.palette[kept++ % 7]
  )
  return {
    field: 'c3',
    type: 'nominal',
    scale: { domain: reading.colours, range },
    legend: reading.colours.length > 1 ? { title: inertLine(intent.colour) } : null
  }
}

/** What pointing at a mark says: one line of plain text. */
export function hoverText({ intent, data, reading, language }: SpecParts, point: Point): string {
  const at =
    point.x2 === null
      ? formatX(point.x, data, language)
      : `${formatX(point.x, data, language)} – ${formatX(point.x2, data, language)}`
  const name = intent.colour === undefined ? '' : ` · ${reading.colours[point.colour] ?? ''}`
  return `${at}${name}${language === 'fr' ? '\u00a0: ' : ': '}${formatMeasure(point.y, intent, language)} (n = ${formatCount(point.n, language)})`
}

/** Inline rows, taken as they stand: nothing is parsed and nothing is loaded. */
export function inlineData(values: Record<string, unknown>[]) {
  return { values, format: { parse: null } }
}

/** Each point with the bounds of its mark when the colours of one x stand on one another; negative values hang below zero. */
export function stacked(points: readonly Point[]): { point: Point; from: number; to: number }[] {
  const above = new Map<number | string, number>()
  const below = new Map<number | string, number>()
  return points.map((point) => {
    const side = (point.y ?? 0) < 0 ? below : above
    const from = side.get(point.x) ?? 0
    const to = from + (point.y ?? 0)
    side.set(point.x, to)
    return { point, from, to }
  })
}
