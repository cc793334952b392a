import type { Condition, FacetSpec, Filter, Scalar } from '../../../contract'

const PICKS = {
  text: { include: 'in', exclude: 'not in' },
  word: { include: 'word', exclude: 'not word' }
} as const

/** Whether a facet's values are picked, by what its conditions say. */
export function picksOf(
  filter: Filter,
  spec: FacetSpec & { kind: 'text' | 'word' }
): {
  included: readonly Scalar[]
  excluded: readonly Scalar[]
} {
  const of = (op: Condition['op']): readonly Scalar[] =>
    filter.all.find((condition) => condition.column === spec.column && condition.op === op)?.values ?? []
  const { include, exclude } = PICKS[spec.kind]
  return { included: of(include), excluded: of(exclude) }
}

/** Includes or excludes one more value, or takes it back; a value is never both. */
export function togglePick(
  filter: Filter,
  spec: FacetSpec & { kind: 'text' | 'word' },
  value: Scalar,
  way: 'include' | 'exclude'
): Filter {
  const { included, excluded } = picksOf(filter, spec)
  const before = way === 'include' ? included : excluded
  const after = before.includes(value) ? before.filter((one) => one !== value) : [...before, value]
  const other = (way === 'include' ? excluded : included).filter((one) => one !== value)
  const { include, exclude } = PICKS[spec.kind]
  const sides: [Condition['op'], readonly Scalar[]][] = [
    [include, way === 'include' ? after : other],
    [exclude, way === 'include' ? other : after]
  ]
  return sides.reduce(
    (made, [op, values]) => withCondition(made, { column: spec.column, op, values: [...values] }, values.length > 0),
    filter
  )
}

/** Keeps rows with, or without, a value; a second time, all of them. */
export function toggleMissing(filter: Filter, column: string, missing: boolean): Filter {
  const [op, other] = missing ? (['missing', 'present'] as const) : (['present', 'missing'] as const)
  const isOn = filter.all.some((condition) => condition.column === column && condition.op === op)
  const without = withCondition(filter, { column, op: other, values: [] }, false)
  return withCondition(without, { column, op, values: [] }, !isOn)
}

/** The interval that a histogram's conditions keep: from `low`, up to but without `high`; null where open. */
export function rangeOf(filter: Filter, column: string): { low: Scalar; high: Scalar } {
  const of = (op: Condition['op']): Scalar =>
    filter.all.find((condition) => condition.column === column && condition.op === op)?.values[0] ?? null
  return { low: of('>='), high: of('<') }
}

/** Keeps an interval of a column in place of all conditions of order on it. */
export function withRange(filter: Filter, column: string, low: Scalar, high: Scalar): Filter {
  const isOrder = ({ op }: Condition): boolean => ['<', '<=', '>', '>=', 'between'].includes(op)
  const first = filter.all.findIndex((condition) => condition.column === column && isOrder(condition))
  const others = filter.all.filter((condition) => condition.column !== column || !isOrder(condition))
  const ends: Condition[] = [
    ...(low === null ? [] : [{ column, op: '>=' as const, values: [low] }]),
    ...(high === null ? [] : [{ column, op: '<' as const, values: [high] }])
  ]
  const place = first < 0 ? others.length : Math.min(first, others.length)
  return { all: [...others.slice(0, place), ...ends, ...others.slice(place)] }
}

/** Puts a condition in the place of the one with its column and operator, at the end where there is none; or takes it away. */
function withCondition(filter: Filter, condition: Condition, wanted: boolean): Filter {
  const place = filter.all.findIndex(({ column, op }) => column === condition.column && op === condition.op)
  const kept = filter.all.filter((_, at) => at !== place)
  if (!wanted) return { all: kept }
  return { all: place < 0 ? [...kept, condition] : filter.all.map((one, at) => (at === place ? condition : one)) }
}

const OWN: Record<FacetSpec['kind'], readonly Condition['op'][]> = {
  text: ['in', 'not in', '=', '<>'],
  number: ['<', '<=', '>', '>=', 'between'],
  date: ['<', '<=', '>', '>=', 'between'],
  word: ['word', 'not word'],
  missing: ['missing', 'present']
}

/** True for a condition that the facet makes. */
export function isOwnCondition(spec: FacetSpec, { column, op }: Condition): boolean {
  return column === spec.column && OWN[spec.kind].includes(op)
}
