import type { SpecParts } from './spec-parts'
import { colourEncoding, hoverText, inlineData, stacked } from './encodings'
import { formatCount, formatMeasure, measureFormat } from './numbers'
import type { Point } from './series'
import { inertLine } from './inert-text'

const BAND = 26

/**
 * Bars from zero: standing where x has an order of its own, lying with readable names otherwise. Colours stand on one
 * another where their measure adds up, side by side where it does not (means, medians).
 */
export function barSpec(parts: SpecParts): Record<string, unknown> {
  const { intent, data, reading, language, theme } = parts
  const split = intent.colour !== undefined
  const beside = split && (intent.y.aggregate === 'mean' || intent.y.aggregate === 'median')
  const marks = beside ? reading.points.map((point) => ({ point, from: 0, to: point.y ?? 0 })) : stacked(reading.points)
  const lying = !data.ordered
  const values = marks.map(({ point, from, to }) => ({
    c0: point.x,
    c1: from,
    c2: to,
    c3: reading.colours[point.colour],
    c4: hoverText(parts, point),
    c5: labelOf(parts, point, lying)
  }))
  const category = {
    field: 'c0',
    type: 'nominal',
    sort: null,
    scale: { domain: reading.categories, paddingInner: 0.25 },
    axis: lying
      ? { title: null, ticks: false, domain: false, labelPadding: 6 }
      : { title: inertLine(intent.x.column), labelAngle: reading.categories.length > 12 ? -45 : 0, ticks: false }
  }
  const measure = {
    field: 'c2',
    type: 'quantitative',
    stack: null,
    scale: { zero: true },
    axis: {
      title: inertLine(data.measure[language]),
      format: measureFormat(intent),
      tickCount: 5,
      domain: false,
      ticks: false
    }
  }
  const offset = beside
    ? {
        [lying ? 'yOffset' : 'xOffset']: {
          field: 'c3',
          type: 'nominal',
          sort: null,
          scale: { domain: reading.colours }
        }
      }
    : {}
  const bar = {
    mark: { type: 'bar' },
    encoding: {
      color: colourEncoding(parts),
      [lying ? 'x2' : 'y2']: { field: 'c1' },
      ...offset,
      tooltip: { field: 'c4', type: 'nominal' }
    }
  }
  const label = {
    mark: {
      type: 'text',
      align: lying ? 'left' : 'center',
      baseline: lying ? 'middle' : 'bottom',
      dx: lying ? 5 : 0,
      dy: lying ? 0 : -4,
      color: theme.ink,
      fontSize: 12
    },
    encoding: { text: { field: 'c5', type: 'nominal' } }
  }
  const height = lying
    ? Math.max(1, reading.categories.length) * BAND * (beside ? Math.max(1, reading.colours.length * 0.6) : 1)
    : 260
  return {
    height,
    data: inlineData(values),
    encoding: { [lying ? 'y' : 'x']: category, [lying ? 'x' : 'y']: measure },
    layer: [bar, ...(split || reading.categories.length > 30 ? [] : [label])]
  }
}

/** The value at the end of a bar, with its n where it averages rows and there is room beside it. */
function labelOf({ intent, language }: SpecParts, point: Point, lying: boolean): string {
  const value = formatMeasure(point.y, intent, language)
  const averages = intent.y.aggregate === 'mean' || intent.y.aggregate === 'median'
  return lying && averages && point.y !== null ? `${value} (n = ${formatCount(point.n, language)})` : value
}
