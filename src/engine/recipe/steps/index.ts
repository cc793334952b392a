import type { ColumnInfo, LocalizedText, StepSpec } from '../../../contract'
import { replaceColumns } from '../replace-columns'
import { append } from './append'
import { bin } from './bin'
import { CELL_KINDS, isCellSpec, type CellSpec } from './cells'
import { deduplicate } from './deduplicate'
import { derive } from './derive'
import { drop } from './drop'
import { fill } from './fill'
import { filter } from './filter'
import { follow } from './follow'
import { join } from './join'
import type { CellKind, StepKind } from './kind'
import { pivot } from './pivot'
import { pseudonymise } from './pseudonymise'
import { split } from './split'
import { unfold } from './unfold'
import { unpivot } from './unpivot'

const ROW_KINDS = {
  append,
  bin,
  deduplicate,
  derive,
  drop,
  fill,
  filter,
  follow,
  join,
  pivot,
  pseudonymise,
  split,
  unfold,
  unpivot
}

/** All that is to be known of a step's kind. */
export function kindOf<S extends StepSpec>(spec: S): StepKind<S> {
  // The tables are keyed by kind: what stands under a kind takes its specs.
  return (isCellSpec(spec) ? ofCells(CELL_KINDS[spec.kind]) : ROW_KINDS[spec.kind]) as unknown as StepKind<S>
}

/** The other prepared tables that a step takes rows from. */
export function tablesOf(spec: StepSpec): readonly string[] {
  return kindOf(spec).tables?.(spec) ?? []
}

/** A step in words. */
export function stepTitle(spec: StepSpec): LocalizedText {
  return kindOf(spec).title(spec)
}

function ofCells(kind: unknown): StepKind<CellSpec> {
  const { title, type, misfit, unnamed } = kind as CellKind<CellSpec>
  return {
    rows: 'same',
    title,
    misfit,
    unnamed,
    reads: ({ column }) => [column],
    after: (spec, columns) =>
      columns.map((each): ColumnInfo =>
        each.name === spec.column ? { name: each.name, type: type(spec, each.type) } : each
      ),
    sql: (spec, from, columns) => replaceColumns([spec], from, columns)
  }
}
