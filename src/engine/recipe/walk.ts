import type { ColumnInfo, LocalizedText, Step, StepSpec } from '../../contract'
import { columnsAfter } from './compile'
import { kindOf } from './steps'
import { isCellSpec } from './steps/cells'
import type { Others } from './steps/kind'

/** A step and what comes to it; `problem` says why it cannot be applied to that. */
export interface Stage {
  step: Step
  /** Columns as they are when the step comes; gathered at each asking, since a recipe may have thousands of steps. */
  readonly columns: ColumnInfo[]
  /** The steps applied before it. */
  readonly before: StepSpec[]
  problem: LocalizedText | null
}

/**
 * Goes through a table's steps in their order. A step whose column or table is no longer there is passed over, with the reason: a
 * source may go, come back by undo, or lose a column, and the project stays usable all the while. `refused` has other reasons,
 * found in the rows, by step.
 */
export function walkSteps(
  columns: readonly ColumnInfo[],
  steps: readonly Step[],
  others: Others,
  refused: ReadonlyMap<string, LocalizedText> = new Map()
): Stage[] {
  const applied: StepSpec[] = []
  let present = [...columns]
  let gathered = 0
  const gather = (): void => {
    if (applied.length > gathered) present = columnsAfter(present, applied.slice(gathered), others)
    gathered = applied.length
  }
  return steps.map((step) => {
    // A step on cells needs names only: types, that each of thousands may change, are gathered where they matter.
    const isCell = isCellSpec(step.spec)
    if (!isCell) gather()
    const count = applied.length
    const problem = stepProblem(step.spec, present, others) ?? refused.get(step.id) ?? null
    if (step.enabled && !problem) {
      applied.push(step.spec)
      if (!isCell) gather()
    }
    return {
      step,
      problem,
      get columns() {
        return columnsAfter(columns, applied.slice(0, count), others)
      },
      get before() {
        return applied.slice(0, count)
      }
    }
  })
}

/** The steps that are applied: enabled, and without a problem. */
export function soundSpecs(stages: readonly Stage[]): StepSpec[] {
  return stages.flatMap(({ step, problem }) => (step.enabled && !problem ? [step.spec] : []))
}

/** Why a step cannot be applied to some columns; null where it can. */
export function stepProblem(spec: StepSpec, columns: readonly ColumnInfo[], others: Others): LocalizedText | null {
  const kind = kindOf(spec)
  const away = kind.tables?.(spec).find((name) => !others.has(name))
  if (away !== undefined) {
    const what = spec.kind === 'join' ? { fr: 'la jointure', en: 'the join' } : { fr: 'l’étape', en: 'the step' }
    return {
      fr: `La table « ${away} » n’est plus dans le projet : ${what.fr} n’est pas appliquée.`,
      en: `Table “${away}” is no longer in the project: ${what.en} is not applied.`
    }
  }
  const reads = kind.reads(spec)
  const names = reads.length > 3 ? new Set(columns.map(({ name }) => name)) : null
  const lost = reads.find((name) => !(names?.has(name) ?? columns.some((column) => column.name === name)))
  return lost === undefined ? (kind.misfit?.(spec, columns, others) ?? null) : gone(lost)
}

function gone(column: string): LocalizedText {
  return {
    fr: `La colonne « ${column} » n’est pas dans les lignes qui arrivent à cette étape.`,
    en: `Column “${column}” is not in the rows that come to this step.`
  }
}
