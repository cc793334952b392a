import type { PriorityMethod, Ranking, Workstream } from '../../contract'
import { calls, projectOf } from '../call'
import { listWorkstreams } from '../workstreams'
import { rankByRice } from './rice'
import { rankByValueEffort } from './value-effort'

const METHODS: Record<PriorityMethod, (workstreams: readonly Workstream[]) => Ranking> = {
  rice: rankByRice,
  'value-effort': rankByValueEffort
}

/** Ranks workstreams by a method: a pure function of their estimates. */
export function rankWorkstreams(workstreams: readonly Workstream[], method: PriorityMethod): Ranking {
  return METHODS[method](workstreams)
}

/** Priorities, as the contract says them. */
export const prioritise = calls.prioritise.router({
  rank: calls.prioritise.rank.handler(async ({ input, context }) =>
    rankWorkstreams(await listWorkstreams(projectOf(context)), input.method)
  )
})
