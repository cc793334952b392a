import type { FigureUnit } from '../../../contract'
import { formatInteger, formatNumber, formatPercent, formatSigned } from '../../parts'

/** How a figure of that unit is written. */
export function formatOf(unit: FigureUnit): (value: number) => string {
  if (unit === 'count') return formatInteger
  if (unit === 'share') return (value) => formatPercent(value)
  if (unit === 'points') return (value) => formatSigned(value)
  return (value) => formatNumber(value)
}
