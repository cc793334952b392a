import type { MergeGroup, StepSpec } from './recipe'

/** Whether rows may be other ones after a step: fewer, more, or not those that came. */
export function changesRows(spec: StepSpec): boolean {
  return (
    ['deduplicate', 'filter', 'unfold', 'append', 'pivot', 'unpivot'].includes(spec.kind) ||
    (spec.kind === 'join' && spec.how === 'inner')
  )
}

/** All groups of variants that a step writes alike. */
export function mergeGroups({ variants, into, more = [] }: Extract<StepSpec, { kind: 'merge' }>): MergeGroup[] {
  return [{ variants, into }, ...more]
}

/** The columns that come to a step and whose cells it changes; those that it makes, or leaves out, are not among them. */
export function changedColumns(spec: StepSpec): readonly string[] {
  switch (spec.kind) {
    case 'cast':
    case 'missing':
    case 'label':
    case 'merge':
    case 'trim':
    case 'replace':
    case 'recode':
    case 'rescale':
    case 'convert':
    case 'dates':
    case 'phone':
    case 'follow':
    case 'fill':
    case 'unfold':
      return [spec.column]
    case 'pseudonymise':
      return spec.columns
    default:
      return []
  }
}

/** The columns whose texts a step settles: what stood in the file is no longer looked at. Reading a text as a type settles none. */
export function correctedColumns(spec: StepSpec): readonly string[] {
  if (spec.kind === 'drop') return spec.columns
  return spec.kind === 'cast' ? [] : changedColumns(spec)
}
