import { calls, projectOf } from '../call'
import { fail } from '../errors'
import { factEvidence } from './table-facts'
import { columnEvidence, tableEvidence } from './evidence'
import { resolveProfiled } from './filtered'
import { associationsLook, columnLook } from './noted'
import { profileEvents, profileTable } from './profile-table'

export { isAmount } from './amounts'
export { cutBins, fillBins, middleOfFacts, type Cut } from './bins'
export { columnEvidence } from './evidence'
export { dateSql, familyOf, measureSql } from './family'
export { missingWord } from '../import'
export { profileRows } from './profile-rows'
export { profileEvents, profileTable, type ProfileOptions } from './profile-table'
export { quantileAt } from './quantile-at'
export { hints, isNamingCode, plainText, scaleProof, wordsOf, type Hint } from './semantic'
export { drawRows } from './sampling'
export { laterCopiesSql } from './sql/duplicates'
export { findRules, findSegmentRules, type SegmentRule } from './table-facts'
export { SPACES } from './sql/facts'
export { histogramSql } from './sql/histogram'

/** The profile of a table, streamed column by column, and the evidence of its figures. */
export const profile = calls.profile.router({
  table: calls.profile.table.handler(async function* ({ input, context, signal }) {
    const project = projectOf(context)
    for await (const event of profileEvents(project, input.table, {
      signal,
      depth: input.depth,
      filter: input.filter
    })) {
      // Only the full depth, which is asked for, shows columns together; the columns themselves are there unasked.
      if (event.type === 'done' && event.result.facts)
        project.looks.note(...associationsLook(input.table.name, event.result.facts, input.filter))
      yield event
    }
  }),
  columnEvidence: calls.profile.columnEvidence.handler(async ({ input, context, signal }) => {
    const project = projectOf(context)
    const { filter } = input
    const table = await resolveProfiled(project, input.table, filter, signal)
    const column = (await profileTable(project, input.table, { signal, depth: input.depth, filter })).columns.find(
      ({ name }) => name === input.column
    )
    if (!column)
      throw fail('not_found', {
        fr: `La colonne « ${input.column} » n’est pas dans la table.`,
        en: `The column “${input.column}” is not in the table.`
      })
    project.looks.note(columnLook(input.table.name, column.name, filter))
    return columnEvidence(table, column)
  }),
  factEvidence: calls.profile.factEvidence.handler(async ({ input, context, signal }) => {
    const project = projectOf(context)
    const { filter } = input
    const { columns } = await profileTable(project, input.table, { signal, filter })
    return factEvidence(await resolveProfiled(project, input.table, filter, signal), columns, input.fact)
  }),
  tableEvidence: calls.profile.tableEvidence.handler(async ({ input, context, signal }) =>
    tableEvidence(await resolveProfiled(projectOf(context), input.table, input.filter, signal))
  )
})
export { shapeSql } from './sql/shapes'
