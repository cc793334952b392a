import type { StepSpec } from '../../../contract'
import { cast } from './cast'
import { convert } from './convert'
import { dates } from './dates'
import type { CellKind } from './kind'
import { label } from './label'
import { merge } from './merge'
import { missing } from './missing'
import { phone } from './phone'
import { recode } from './recode'
import { replace } from './replace'
import { rescale } from './rescale'
import { trim } from './trim'

export const CELL_KINDS = { cast, convert, dates, label, merge, missing, phone, recode, replace, rescale, trim }

/** A step that changes the cells of one column, whatever stands beside them. */
export type CellSpec = Extract<StepSpec, { kind: keyof typeof CELL_KINDS }>
export type RowSpec = Exclude<StepSpec, CellSpec>

export function isCellSpec(spec: StepSpec): spec is CellSpec {
  return spec.kind in CELL_KINDS
}

/** What a step makes of a value of its column, which has a type. */
export function cellSql(spec: CellSpec, type: string, value: string): string {
  return cellKind(spec).cell(spec, type, value)
}

/** The type of a column behind a step on its cells. */
export function cellType(spec: CellSpec, type: string): string {
  return cellKind(spec).type(spec, type)
}

function cellKind<S extends CellSpec>(spec: S): CellKind<S> {
  // The table is keyed by kind: what stands under a kind takes its specs.
  return CELL_KINDS[spec.kind] as unknown as CellKind<S>
}
