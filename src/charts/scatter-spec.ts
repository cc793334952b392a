import type { SpecParts } from './spec-parts'
import { colourEncoding, hoverText, inlineData } from './encodings'
import { inertLine } from './inert-text'

/** Points; where several rows share a place, the point's area grows with their number. */
export function scatterSpec(parts: SpecParts): Record<string, unknown> {
  const { intent, data, reading } = parts
  const values = reading.points.map((point) => ({
    c0: point.x,
    c2: point.y,
    c3: reading.colours[point.colour],
    c4: hoverText(parts, point),
    c5: point.n
  }))
  const sized = reading.points.some((point) => point.n > 1)
  const title = inertLine(intent.x.column)
  return {
    height: 320,
    data: inlineData(values),
    encoding: {
      x:
        data.xType === 'time'
          ? {
              field: 'c0',
              type: 'temporal',
              scale: { type: 'utc' },
              axis: { title, format: '%-d %b %Y', labelOverlap: true, tickCount: 6 }
            }
          : {
              field: 'c0',
              type: 'quantitative',
              scale: { zero: false, padding: 12 },
              axis: { title, format: ',.12~g' }
            },
      y: {
        field: 'c2',
        type: 'quantitative',
        scale: { zero: false },
        axis: { title: inertLine(intent.y.column ?? ''), format: ',.12~g', tickCount: 6 }
      },
      color: colourEncoding(parts),
      ...(sized
        ? { size: { field: 'c5', type: 'quantitative', scale: { zero: true, range: [8, 420] }, legend: null } }
        : {}),
      tooltip: { field: 'c4', type: 'nominal' }
    },
    mark: { type: 'circle', opacity: 0.6, ...(sized ? {} : { size: 26 }) }
  }
}
