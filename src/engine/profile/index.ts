import { calls, projectOf } from '../call'
import { fail } from '../errors'
import { resolveTable } from '../tables'
import { factEvidence } from './table-facts'
import { columnEvidence, tableEvidence } from './evidence'
import { associationsLook, columnLook } from './noted'
import { profileEvents, profileTable } from './profile-table'

export { cutBins, fillBins, type Cut } from './bins'
export { columnEvidence } from './evidence'
export { dateSql, familyOf, measureSql } from './family'
export { missingWord } from '../import'
export { profileRows } from './profile-rows'
export { profileEvents, profileTable, type ProfileOptions } from './profile-table'
export { hints, plainText, type Hint } from './semantic'
export { drawRows } from './sampling'
export { laterCopiesSql } from './sql/duplicates'
export { findDependencies } from './table-facts'
export { SPACES } from './sql/facts'
export { histogramSql } from './sql/histogram'

/** The profile of a table, streamed column by column, and the evidence of its figures. */
export const profile = calls.profile.router({
  table: calls.profile.table.handler(async function* ({ input, context, signal }) {
    const project = projectOf(context)
    for await (const event of profileEvents(project, input.table, { signal, depth: input.depth })) {
      // Only the full depth, which is asked for, shows columns together; the columns themselves are there unasked.
      if (event.type === 'done' && event.result.facts)
        project.looks.note(...associationsLook(input.table.name, event.result.facts))
      yield event
    }
  }),
  columnEvidence: calls.profile.columnEvidence.handler(async ({ input, context, signal }) => {
    const project = projectOf(context)
    const table = await resolveTable(project, input.table)
    const column = (await profileTable(project, input.table, { signal, depth: input.depth })).columns.find(
      ({ name }) => name === input.column
    )
    if (!column)
      throw fail('not_found', {
        fr: `La colonne « ${input.column} » n’est pas dans la table.`,
        en: `The column “${input.column}” is not in the table.`
      })
    project.looks.note(columnLook(input.table.name, column.name))
    return columnEvidence(table, column)
  }),
  factEvidence: calls.profile.factEvidence.handler(async ({ input, context, signal }) => {
    const project = projectOf(context)
    const { columns } = await profileTable(project, input.table, { signal })
    return factEvidence(await resolveTable(project, input.table), columns, input.fact)
  }),
  tableEvidence: calls.profile.tableEvidence.handler(async ({ input, context }) =>
    tableEvidence(await resolveTable(projectOf(context), input.table))
  )
})
