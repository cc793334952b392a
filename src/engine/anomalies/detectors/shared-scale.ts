import type { ColumnProfile } from '../../../contract'

/** Other questions on one scale that say that of this one, and share of its marks that may lie beyond it. */
const SIBLINGS = 2
const BEYOND = 0.03

type Scale = { min: number; max: number }

/** The shorter scale of the questions around one where hardly any of its marks lie beyond that one, and its own is that of fewer questions; else null. */
export function sharedScale(column: ColumnProfile, columns: readonly ColumnProfile[]): Scale | null {
  const own = column.semantic.scale
  if (!own || column.semantic.kind !== 'score') return null
  const others = columns.filter((one) => one !== column && isBeside(column, one) && one.semantic.kind === 'score')
  const isOn = (scale: Scale, { semantic }: ColumnProfile): boolean =>
    semantic.scale?.min === scale.min && semantic.scale.max === scale.max
  const shorter = others
    .flatMap(({ semantic }) =>
      semantic.scale && semantic.scale.min === own.min && semantic.scale.max < own.max ? [semantic.scale] : []
    ) // prettier-ignore
    .map((scale) => ({ scale, n: others.filter((one) => isOn(scale, one)).length }))
    .sort((a, b) => b.n - a.n)[0]
  if (!shorter || shorter.n < SIBLINGS || shorter.n <= others.filter((one) => isOn(own, one)).length) return null
  const marks = column.top.map(({ value, n }) => ({ mark: Number(value), n }))
  const among = (from: number, to: number): number =>
    marks.reduce((sum, { mark, n }) => sum + (mark > from && mark <= to ? n : 0), 0)
  const inside = among(own.min - 1, shorter.scale.max)
  return among(shorter.scale.max, own.max) <= BEYOND * inside ? shorter.scale : null
}

/** Names of questions without their number and what follows it: those of one list share them. */
function isBeside({ name, position }: ColumnProfile, other: ColumnProfile): boolean {
  const list = (of: string): string => /^\D*(?=\d)/.exec(of)?.[0].toLowerCase() ?? ''
  if (list(name)) return list(name) === list(other.name)
  return Math.abs(position - other.position) <= SIBLINGS
}
