import type { Repair, StepSpec } from '../../../contract'

/** Most codes that one recipe step takes. */
const CODES = 1000

/** The recipe steps that make a repair; none where it is for the user to judge, or where no step does just that. */
export function repairSteps(repair: Repair): StepSpec[] {
  switch (repair.kind) {
    case 'set_missing':
      return Array.from({ length: Math.ceil(repair.values.length / CODES) }, (_, part) => ({
        kind: 'missing',
        column: repair.column,
        values: repair.values.slice(part * CODES, (part + 1) * CODES)
      }))
    case 'replace': {
      const targets = [...new Set(repair.map.map(({ to }) => to))]
      return targets.map((into) => ({
        kind: 'merge',
        column: repair.column,
        variants: repair.map.filter(({ to }) => to === into).map(({ from }) => from),
        into
      }))
    }
    case 'remove_duplicates':
      // The step compares whole rows: a repair on some columns only would remove other rows than those shown.
      return repair.columns.length ? [] : [{ kind: 'deduplicate' }]
    case 'keep_one':
      return repair.by.map((by) => ({ kind: 'deduplicate', by, keep: 'fullest' }))
    case 'review':
      return []
  }
}
