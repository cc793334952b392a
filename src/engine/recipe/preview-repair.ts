import { Step, type Repair, type StepPreview } from '../../contract'
import type { Project } from '../project'
import { placedRepair } from './edit/reading-step'
import { repairSpecs } from './edit/repair-specs'
import { previewStep } from './preview'

/** What the steps of a proposed repair would change, each by itself in its place in its table's recipe. Nothing is kept. */
export async function previewRepair(
  project: Project,
  table: string,
  repair: Repair,
  signal?: AbortSignal
): Promise<StepPreview[]> {
  const previews: StepPreview[] = []
  const steps = (await project.list('step', Step)).filter((step) => step.table === table)
  for (const { spec } of repairSpecs([repair])) {
    const placed = placedRepair(steps, spec)
    previews.push(await previewStep(project, table, placed.spec, { before: placed.before, instead: null }, signal))
  }
  return previews
}
