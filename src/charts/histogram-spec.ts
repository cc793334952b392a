import type { SpecParts } from './spec-parts'
import { colourEncoding, hoverText, inlineData, stacked } from './encodings'
import { inertLine } from './inert-text'
import { measureFormat } from './numbers'

/** Bins as touching bars from zero, colours on one another. */
export function histogramSpec(parts: SpecParts): Record<string, unknown> {
  const { intent, data, reading, language, theme } = parts
  const values = stacked(reading.points).map(({ point, from, to }) => ({
    c0: point.x,
    c1: point.x2,
    c2: to,
    c3: reading.colours[point.colour],
    c4: hoverText(parts, point),
    c5: from
  }))
  const bounds = reading.points.flatMap((point) => [point.x, point.x2])
  const domain = bounds.length ? [bounds[0], bounds.at(-1)] : undefined
  return {
    height: 260,
    data: inlineData(values),
    encoding: {
      x: {
        field: 'c0',
        type: 'quantitative',
        scale: { zero: false, nice: false, ...(domain ? { domain } : {}) },
        axis: { title: inertLine(intent.x.column), format: ',.12~g', grid: false }
      },
      x2: { field: 'c1' },
      y: {
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
      },
      y2: { field: 'c5' },
      color: colourEncoding(parts),
      tooltip: { field: 'c4', type: 'nominal' }
    },
    mark: { type: 'rect', stroke: theme.surface, strokeWidth: 1 }
  }
}
