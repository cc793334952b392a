import { changedColumns, type ColumnInfo, type StepSpec } from '../../contract'
import { columnsAfter } from './compile'
import { isCellSpec } from './steps/cells'
import type { Others } from './steps/kind'

/**
 * The columns whose cells no step writes: in a row that stayed, what they hold behind the steps is what the raw row holds. One
 * that goes and comes back under its name, or whose type is another one behind the steps, is not among them.
 */
export function keptColumns(columns: readonly ColumnInfo[], specs: readonly StepSpec[], others: Others): Set<string> {
  const kept = new Set(columns.map(({ name }) => name))
  let present: readonly ColumnInfo[] = columns
  for (const spec of specs) {
    for (const name of changedColumns(spec)) kept.delete(name)
    // What is turned into rows is gone, though the column of its values may take its name.
    if (spec.kind === 'unpivot') for (const name of spec.columns) kept.delete(name)
    if (isCellSpec(spec)) continue
    present = columnsAfter(present, [spec], others)
    const left = new Set(present.map(({ name }) => name))
    for (const name of kept) if (!left.has(name)) kept.delete(name)
  }
  const types = new Map(columnsAfter(columns, specs, others).map(({ name, type }) => [name, type]))
  return new Set(columns.flatMap(({ name, type }) => (kept.has(name) && types.get(name) === type ? [name] : [])))
}
