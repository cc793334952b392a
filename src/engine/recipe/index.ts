import { calls, projectOf } from '../call'
import { compareBranches } from './branches/compare'
import { listBranches } from './branches/list'
import { forgetBranch, nameBranch, renameBranch } from './branches/names'
import { switchBranch } from './branches/switch'
import { columnsAt } from './columns-at'
import { findClusters } from './clusters'
import { addStep } from './edit/add-step'
import { changeStep } from './edit/change-step'
import { enableStep } from './edit/enable-step'
import { moveStep } from './edit/move-step'
import { removeStep } from './edit/remove-step'
import { recipeOutcome } from './outcome'
import { previewStep } from './preview'
import { previewRepair } from './preview-repair'
import { writeScript } from './script/write-script'
import { readingsAt } from './readings-at'
import { showRecipe } from './show'
import { stepRows } from './step-rows'

export { asRead, withAsRead } from './as-read'
export { compileRecipe } from './compile'
export { deriveCleanTables } from './derive'
export { editedTable } from './edit/edited-table'
export { insertStep } from './edit/insert-step'
export { placedRepair } from './edit/reading-step'
export { repairSpecs } from './edit/repair-specs'
export { rawPlaces, type RawPlaces } from './raw-places'
export { recipeOver } from './recipe-over'
export { stepTitle } from './steps'
export { cellSql, isCellSpec } from './steps/cells'

/** The recipe that makes each clean table from its raw table; `judge` comes from what stands behind findings. */
export const recipe = {
  branches: calls.recipe.branches.handler(({ input, context, signal }) =>
    listBranches(projectOf(context), input.table, signal)
  ),
  nameBranch: calls.recipe.nameBranch.handler(async ({ input, context }) => ({
    id: await nameBranch(projectOf(context), input, new Date())
  })),
  renameBranch: calls.recipe.renameBranch.handler(async ({ input, context }) => {
    await renameBranch(projectOf(context), input)
    return {}
  }),
  forgetBranch: calls.recipe.forgetBranch.handler(async ({ input, context }) => {
    await forgetBranch(projectOf(context), input.id)
    return {}
  }),
  switchBranch: calls.recipe.switchBranch.handler(async ({ input, context }) => {
    await switchBranch(projectOf(context), input, new Date())
    return {}
  }),
  compareBranches: calls.recipe.compareBranches.handler(({ input, context, signal }) =>
    compareBranches(projectOf(context), input, signal)
  ),
  show: calls.recipe.show.handler(({ input, context, signal }) => showRecipe(projectOf(context), input.table, signal)),
  rowsOf: calls.recipe.rowsOf.handler(({ input, context, signal }) => stepRows(projectOf(context), input.id, signal)),
  add: calls.recipe.add.handler(({ input, context }) =>
    addStep(projectOf(context), input.table, input.spec, input.before)
  ),
  change: calls.recipe.change.handler(({ input, context }) => changeStep(projectOf(context), input.id, input.spec)),
  previewRepair: calls.recipe.previewRepair.handler(({ input, context, signal }) =>
    previewRepair(projectOf(context), input.table, input.repair, signal)
  ),
  preview: calls.recipe.preview.handler(({ input, context, signal }) =>
    previewStep(projectOf(context), input.table, input.spec, input, signal)
  ),
  columns: calls.recipe.columns.handler(({ input, context, signal }) =>
    columnsAt(projectOf(context), input.table, input, input.valuesOf, signal)
  ),
  readings: calls.recipe.readings.handler(({ input, context, signal }) =>
    readingsAt(projectOf(context), input.table, input.column, input, signal)
  ),
  clusters: calls.recipe.clusters.handler(({ input, context, signal }) =>
    findClusters(projectOf(context), input.table, input.column, input.before, input.method, signal)
  ),
  script: calls.recipe.script.handler(({ input, context, signal }) =>
    writeScript(projectOf(context), input.table, input.language, input.words, signal)
  ),
  outcome: calls.recipe.outcome.handler(({ input, context, signal }) =>
    recipeOutcome(projectOf(context), input.table, signal)
  ),
  enable: calls.recipe.enable.handler(({ input, context }) => enableStep(projectOf(context), input.id, input.enabled)),
  remove: calls.recipe.remove.handler(async ({ input, context }) => {
    await removeStep(projectOf(context), input.id)
    return {}
  }),
  move: calls.recipe.move.handler(async ({ input, context }) => {
    await moveStep(projectOf(context), input.id, input.before)
    return {}
  })
}
