import { calls, job, projectOf } from '../call'
import { resolveTable } from '../tables'
import { brushIndex } from './brush'
import { makeCodes } from './codes'
import { describeFilter, readFacets } from './facets'
import { looksOf } from './noted'
import { duplicateFilter, listFilters, removeFilter, saveFilter, updateFilter } from './saved'

export { filterChange, presentFilter } from './saved'

/** Facets that filter each other, and named filters, as the contract says it. */
export const filters = calls.filters.router({
  facets: calls.filters.facets.handler(async ({ input, context, signal }) => {
    const project = projectOf(context)
    const result = await readFacets(project, input, signal)
    project.looks.note(...looksOf(input.table, input.filter, result.facets))
    return result
  }),
  prepare: calls.filters.prepare.handler(async function* ({ input, context, signal }) {
    const project = projectOf(context)
    yield* job(
      async (report, stop) => makeCodes(project, await resolveTable(project, input.table), input.facets, report, stop),
      signal
    )
  }),
  brush: calls.filters.brush.handler(({ input, context, signal }) => brushIndex(projectOf(context), input, signal)),
  describe: calls.filters.describe.handler(({ input, context, signal }) =>
    describeFilter(projectOf(context), input, signal)
  ),
  list: calls.filters.list.handler(({ context }) => listFilters(projectOf(context))),
  save: calls.filters.save.handler(({ input, context }) => saveFilter(projectOf(context), input)),
  update: calls.filters.update.handler(({ input, context }) => updateFilter(projectOf(context), input)),
  duplicate: calls.filters.duplicate.handler(({ input, context }) => duplicateFilter(projectOf(context), input)),
  remove: calls.filters.remove.handler(async ({ input, context }) => {
    await removeFilter(projectOf(context), input.id)
    return {}
  })
})
