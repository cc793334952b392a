import type { SpecParts } from './spec-parts'
import { colourEncoding, hoverText, inlineData } from './encodings'
import { inertLine } from './inert-text'
import { measureFormat, timeFormat } from './numbers'

/** Points beyond which a line is drawn without its marks. */
const MARKED_POINTS = 150

/** One line a colour along time or a number; a period without value breaks it. Counts, sums and shares start at zero. */
export function lineSpec(parts: SpecParts): Record<string, unknown> {
  const { intent, data, reading, language } = parts
  const values = reading.points.map((point) => ({
    c0: point.x,
    c2: point.y,
    c3: reading.colours[point.colour],
    c4: hoverText(parts, point)
  }))
  const title = inertLine(intent.x.column)
  const x =
    data.xType === 'time'
      ? {
          field: 'c0',
          type: 'temporal',
          scale: { type: 'utc' },
          axis: { title, format: timeFormat(data.timeUnit, language), grid: false, labelOverlap: true, tickCount: 8 }
        }
      : { field: 'c0', type: 'quantitative', scale: { zero: false }, axis: { title, format: '.12~g', grid: false } }
  const zero = intent.y.aggregate !== 'mean' && intent.y.aggregate !== 'median'
  return {
    height: 260,
    data: inlineData(values),
    encoding: {
      x,
      y: {
        field: 'c2',
        type: 'quantitative',
        scale: { zero },
        axis: {
          title: inertLine(data.measure[language]),
          format: measureFormat(intent),
          tickCount: 5,
          domain: false,
          ticks: false
        }
      },
      color: colourEncoding(parts),
      tooltip: { field: 'c4', type: 'nominal' }
    },
    mark: {
      type: 'line',
      strokeWidth: 2,
      point: values.length <= MARKED_POINTS ? { size: 28, filled: true } : { size: 28, filled: true, opacity: 0 }
    }
  }
}
