import { Step, type Source } from '../../contract'
import type { ChangeScope } from '../project'
import { isCellSpec } from '../recipe'

/** What a merge is made from beside the rows: it holds only while these are so. */
export interface MergeBasis {
  source: Source
  /** Steps of the source's recipe that read its columns, make texts in them missing or write them otherwise. */
  steps: Step[]
}

export async function mergeBasis(documents: Pick<ChangeScope, 'list'>, source: Source): Promise<MergeBasis> {
  const steps = await documents.list('step', Step)
  return {
    source,
    steps: steps.filter(({ table, enabled, spec }) => enabled && table === source.table.name && isCellSpec(spec))
  }
}
