import type { Condition, FacetKind, FacetSpec, Filter } from '../../contract'

const OWN: Record<FacetKind, readonly Condition['op'][]> = {
  text: ['in', 'not in', '=', '<>'],
  number: ['<', '<=', '>', '>=', 'between'],
  date: ['<', '<=', '>', '>=', 'between'],
  word: ['word', 'not word'],
  missing: ['missing', 'present']
}

/** True for a condition that the facet itself makes: it is not applied to the facet's own counts. */
export function isOwn(spec: FacetSpec, condition: Condition): boolean {
  return condition.column === spec.column && OWN[spec.kind].includes(condition.op)
}

/** The conditions of all but some facets. */
export function withoutOwn(filter: Filter, ...specs: readonly FacetSpec[]): Condition[] {
  return filter.all.filter((condition) => !specs.some((spec) => isOwn(spec, condition)))
}
