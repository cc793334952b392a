import type { Repair, StepPreview } from '../../contract'
import type { Project } from '../project'
import { repairSpecs } from './edit/repair-specs'
import { previewStep } from './preview'

/** What the steps of a proposed repair would change, each by itself at the end of its table's recipe. Nothing is kept. */
export async function previewRepair(
  project: Project,
  table: string,
  repair: Repair,
  signal?: AbortSignal
): Promise<StepPreview[]> {
  const previews: StepPreview[] = []
  for (const { spec } of repairSpecs([repair]))
    previews.push(await previewStep(project, table, spec, { before: null, instead: null }, signal))
  return previews
}
