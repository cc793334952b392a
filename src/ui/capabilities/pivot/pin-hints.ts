import { type DataType, Type } from 'apache-arrow'
import type { PivotMeasure } from '../../../contract'
import { booleanWords } from '../../parts'
import type { PinHints } from '../findings'
import type { Figures } from './model'

/** How the figure of a measure is pinned; what is no number keeps its words, in both languages. */
export function pinHints(
  { aggregate, column }: PivotMeasure,
  figure: Figures['values'][number] | undefined,
  words: string
): PinHints {
  if (aggregate.startsWith('share'))
    return { kind: 'measure', unit: 'share', interval: column === undefined ? 'proportion' : null }
  if (aggregate === 'mean') return { kind: 'measure', unit: 'number', interval: 'mean' }
  if (aggregate === 'count' || aggregate === 'missing' || aggregate === 'distinct')
    return { kind: 'measure', unit: 'count' }
  if (figure && figure.value !== null && isNumeric(figure.type)) return { kind: 'measure', unit: 'number' }
  // Dates and texts are written alike in both.
  const text = typeof figure?.value === 'boolean' ? booleanWords(figure.value) : { fr: words, en: words }
  return { kind: 'measure', text }
}

function isNumeric(type: DataType | null): boolean {
  return type !== null && [Type.Int, Type.Float, Type.Decimal].includes(type.typeId)
}
