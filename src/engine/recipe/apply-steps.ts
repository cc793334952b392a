import type { ColumnInfo, Step, StepSpec } from '../../contract'
import type { Connection } from '../db'
import { columnsAfter, compileRecipe } from './compile'
import { findRefused } from './refused'
import type { Others } from './steps/kind'
import { soundSpecs, walkSteps, type Stage } from './walk'

/** A table of `raw` by its name, with its columns. */
export interface RawTable {
  name: string
  columns: readonly ColumnInfo[]
}

/** What steps make of raw rows. */
export interface Applied {
  /** Every step with what comes to it, and why it is passed over where it is. */
  stages: Stage[]
  /** The steps that are applied. */
  specs: StepSpec[]
  /** The rows behind them, as a query. */
  sql: string
  columns: ColumnInfo[]
}

/**
 * Applies steps to raw rows in their order: those that are switched off, no longer fit or are refused by the rows or the
 * database are passed over, each with its reason. Nothing is made but what refusals ask.
 */
export async function applySteps(
  reader: Pick<Connection, 'rows'>,
  { name, columns }: RawTable,
  steps: readonly Step[],
  others: Others,
  signal?: AbortSignal
): Promise<Applied> {
  const refused = await findRefused(reader, name, columns, steps, others, signal)
  const stages = walkSteps(columns, steps, others, refused)
  const specs = soundSpecs(stages)
  return {
    stages,
    specs,
    sql: compileRecipe(name, columns, specs, others),
    columns: columnsAfter(columns, specs, others)
  }
}
