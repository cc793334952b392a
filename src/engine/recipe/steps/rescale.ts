import { literal } from '../../sql'
import { asDouble } from './number-types'
import type { CellKind, SpecOf } from './kind'

/** Brings a scale onto another one, straight or reversed; what lies outside it becomes missing. */
export const rescale: CellKind<SpecOf<'rescale'>> = {
  title: ({ column, from, to }) => ({
    fr: `Ramener « ${column} » de l’échelle ${from.join(' à ')} à l’échelle ${to.join(' à ')}`,
    en: `Bring “${column}” from scale ${from.join(' to ')} to scale ${to.join(' to ')}`
  }),
  type: () => 'DOUBLE',
  misfit: ({ from: [low, high] }) =>
    low === high
      ? { fr: 'Les deux bouts de l’échelle sont le même nombre.', en: 'Both ends of the scale are the same number.' }
      : null,
  cell({ from: [low, high], to: [first, last] }, _, value) {
    const number = asDouble(value)
    const [least, most] = [Math.min(low, high), Math.max(low, high)].map(literal)
    const made = `${literal(first)}::DOUBLE + (${number} - ${literal(low)}::DOUBLE) * ${literal(last - first)}::DOUBLE / ${literal(high - low)}::DOUBLE`
    return `CASE WHEN ${number} BETWEEN ${least} AND ${most} THEN ${made} END`
  }
}
