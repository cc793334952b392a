import type { ColumnInfo, LocalizedText, Step, StepSpec } from '../../contract'
import { columnsAfter } from './compile'
import type { JoinSpec, Others } from './join'

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
  return steps.map((step) => {
    const problem = stepProblem(step.spec, present, others) ?? refused.get(step.id) ?? null
    const count = applied.length
    if (step.enabled && !problem) {
      applied.push(step.spec)
      // Only a join brings names; types are told where they are asked for.
      if (step.spec.kind === 'join') present = columnsAfter(present, [step.spec], others)
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
  if (spec.kind === 'deduplicate') return null
  if (spec.kind === 'join') return joinProblem(spec, columns, others)
  return has(columns, spec.column) ? null : gone(spec.column)
}

function joinProblem(spec: JoinSpec, columns: readonly ColumnInfo[], others: Others): LocalizedText | null {
  const right = others.get(spec.with)
  if (!right)
    return {
      fr: `La table « ${spec.with} » n’est plus dans le projet : la jointure n’est pas appliquée.`,
      en: `Table “${spec.with}” is no longer in the project: the join is not applied.`
    }
  const lostLeft = spec.on.find(({ left }) => !has(columns, left))
  if (lostLeft) return gone(lostLeft.left)
  const lostRight = [...spec.on.map((pair) => pair.right), ...spec.columns.map(({ name }) => name)].find(
    (name) => !has(right, name)
  )
  if (lostRight !== undefined)
    return {
      fr: `La colonne « ${lostRight} » n’est pas dans la table « ${spec.with} » : la jointure n’est pas appliquée.`,
      en: `Column “${lostRight}” is not in table “${spec.with}”: the join is not applied.`
    }
  const names = columns.map(({ name }) => name.toLowerCase())
  const taken = spec.columns.find(({ as }, place) => {
    const name = as.toLowerCase()
    return names.includes(name) || spec.columns.findIndex((other) => other.as.toLowerCase() === name) < place
  })
  return taken
    ? {
        fr: `La table a déjà une colonne « ${taken.as} » : la jointure n’est pas appliquée.`,
        en: `The table already has a column “${taken.as}”: the join is not applied.`
      }
    : null
}

function has(columns: readonly ColumnInfo[], name: string): boolean {
  return columns.some((column) => column.name === name)
}

function gone(column: string): LocalizedText {
  return {
    fr: `La colonne « ${column} » n’est pas dans les lignes qui arrivent à cette étape.`,
    en: `Column “${column}” is not in the rows that come to this step.`
  }
}
