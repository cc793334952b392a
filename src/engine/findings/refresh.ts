import { StoredFinding, type Finding } from '../../contract'
import { fail } from '../errors'
import { presentFilter } from '../filters'
import { missingDocument, type Project } from '../project'
import { presentRuleEvidence } from '../rules'
import { resolveTable } from '../tables'
import { computeFigure } from './compute'
import { underPresentFilter } from './filtered'
import { withState } from './list'
import { checkRowsQuery, only } from './pin'
import { fingerprintOf, followedTables, rebaseQuery, staysAsWritten, tableStates } from './read-tables'

/**
 * Computes a finding's figure again on the data as they are now and takes their fingerprint, under the present
 * conditions of the named filter that it used, or by its rule as it is now. Every other query but the user's own and
 * comparisons follows the recipe: it is moved to the table as analysed now. Raw rows that prepared values chose cannot
 * be followed: which they are was told by the recipe as it was.
 */
export async function refreshFinding(project: Project, id: string, signal?: AbortSignal): Promise<Finding> {
  const before = await project.get('finding', id, StoredFinding)
  const { kind, figure: old } = before
  if (before.evidence.chosenIn && only(await withState(project, [before])).stale) throw compareAgain(before.title)
  const named = await presentFilter(project, before.evidence.applied)
  const ruled = await presentRuleEvidence(project, before.evidence.rule, signal)
  const evidence = ruled ?? (named ? await underPresentFilter(project, before.evidence, named) : before.evidence)
  const stays = ruled !== null || staysAsWritten({ kind, evidence })
  const follow = (sql: string): Promise<string> => (stays ? Promise.resolve(sql) : rebaseQuery(project, sql))
  const sql = await follow(evidence.sql)
  const rowsSql = evidence.rowsSql === null ? null : await follow(evidence.rowsSql)
  const figure = await computeFigure(
    project,
    sql,
    { unit: old.unit, interval: old.interval, text: old.worded ? old.text : undefined },
    signal
  )
  await checkRowsQuery(project, rowsSql, signal)
  const tables = await tableStates(project, await followedTables(project, sql, { kind, evidence }))
  const table =
    evidence.table && !stays
      ? (await resolveTable(project, { schema: 'clean', name: evidence.table.name })).ref
      : evidence.table
  const computed = {
    figure,
    tables,
    fingerprint: fingerprintOf(tables),
    computedAt: new Date().toISOString()
  }
  const after = await project.change(
    { fr: `Recalculer le constat «\u00a0${before.title}\u00a0»`, en: `Recompute the finding “${before.title}”` },
    async (scope) => {
      const now = await scope.get('finding', id, StoredFinding)
      if (!now) throw missingDocument('finding', id)
      const n = figure.n ?? evidence.n
      const told = { filter: evidence.filter, ...(evidence.applied ? { applied: evidence.applied } : {}) }
      // Its words may have been edited while it was computed: only what was computed is replaced.
      const changed: StoredFinding = {
        ...now,
        ...computed,
        evidence: { ...now.evidence, ...ruled, ...told, sql, rowsSql, table, n }
      }
      await scope.put('finding', id, changed)
      return changed
    }
  )
  return only(await withState(project, [after]))
}

function compareAgain(title: string): Error {
  return fail(
    'input',
    {
      fr: `Le constat « ${title} » lit des lignes telles que chargées, choisies par leurs valeurs préparées ; elles ont changé depuis.`,
      en: `The finding “${title}” reads rows as loaded, chosen by their prepared values; these changed since.`
    },
    {
      hint: {
        fr: 'Refaites la comparaison dans Explorer, puis épinglez le nouveau chiffre.',
        en: 'Compare again in Explore, then pin the new figure.'
      }
    }
  )
}
