import { StoredRule, type Rule, type RuleDraft, type RuleReport, type RuleResult, type TableRef } from '../../contract'
import type { Report } from '../call'
import { throwIfCancelled } from '../errors'
import type { Project } from '../project'
import { listTables, resolveTable } from '../tables'
import { columnOf } from './kinds/cell'
import { asker, byTable, groundOf, type TableGround } from './ground'
import { judgeRules, problemOf } from './judge'
import { withWords } from './read'
import { resultOf } from './result'
import { worseThan } from './state'

/** Runs the rules of a table, or all of the project's, worst first. What is known of rows that stay as they are is not counted again. */
export async function runRules(
  project: Project,
  table: TableRef | undefined,
  report: Report = () => undefined,
  signal?: AbortSignal
): Promise<RuleReport> {
  const begun = performance.now()
  // A table that is not there is no table without rules.
  if (table) await resolveTable(project, table)
  const stored = (await project.list('rule', StoredRule)).filter((rule) => !table || isOf(rule, table))
  const groups = byTable(stored.map((rule) => withWords(rule)))
  const results: RuleResult[] = []
  for (const [place, { table: ref, rules }] of groups.entries()) {
    throwIfCancelled(signal)
    const step = { fr: `Règles de « ${ref.name} »`, en: `Rules of “${ref.name}”` }
    const onShare = (share: number): void => report({ step, done: place + share, total: groups.length })
    onShare(0)
    results.push(...(await runOnTable(project, ref, rules, onShare, signal)))
  }
  results.sort((one, other) => worseThan(one.counts, other.counts))
  return { results, seconds: Math.round(performance.now() - begun) / 1000 }
}

/** What a rule not yet kept would find. */
export async function tryRule(project: Project, draft: RuleDraft, signal?: AbortSignal): Promise<RuleResult> {
  const ground = await groundOf(project, draft.table)
  // What is being written names a column that is there; a rule that is kept may outlive it.
  if (draft.segment !== null) columnOf(ground, draft.segment)
  const rule = withWords({ ...draft, id: '', origin: 'user', createdAt: '' })
  const [verdict] = await judgeRules(asker(project, signal), ground, [rule])
  if (!verdict) throw new Error('a rule was expected')
  // An editor shows the failure itself, with its place.
  if (!('counts' in verdict)) throw verdict.error
  return resultOf(ground, verdict)
}

/** Whether a rule is about a table: a clean reference and the raw one that stands for it are the same rows. */
export function isOf({ table }: Pick<RuleDraft, 'table'>, ref: TableRef): boolean {
  return table.name === ref.name
}

async function runOnTable(
  project: Project,
  ref: TableRef,
  rules: readonly Rule[],
  onShare: (share: number) => void,
  signal?: AbortSignal
): Promise<RuleResult[]> {
  const ground = await groundOf(project, ref).catch((error: unknown) => ({ error }))
  if ('error' in ground)
    return rules.map((rule) => ({
      rule,
      counts: null,
      problem: problemOf(ground.error),
      note: null,
      segments: [],
      others: null,
      evidence: null
    }))
  const state = await stateOfRows(project, ground)
  const known = knownResults(project)
  const keyOf = (rule: Rule): string => JSON.stringify([state, rule])
  const fresh = rules.filter((rule) => !known.has(keyOf(rule)))
  const found = new Map<Rule, RuleResult>()
  for (const verdict of await judgeRules(asker(project, signal), ground, fresh, onShare)) {
    const result = resultOf(ground, verdict)
    found.set(verdict.rule, result)
    if (!result.problem) known.set(keyOf(verdict.rule), result)
  }
  for (const oldest of [...known.keys()].slice(0, -MOST_KNOWN)) known.delete(oldest)
  return rules.flatMap((rule) => found.get(rule) ?? known.get(keyOf(rule)) ?? [])
}

const MOST_KNOWN = 2_000
const results = new WeakMap<Project, Map<string, RuleResult>>()

function knownResults(project: Project): Map<string, RuleResult> {
  const known = results.get(project) ?? new Map<string, RuleResult>()
  results.set(project, known)
  return known
}

/** Names the state of all rows that a rule may read: relations and SQL look into other tables. */
async function stateOfRows(project: Project, { table }: TableGround): Promise<string> {
  const tables = [table, ...(await listTables(project))]
  return JSON.stringify(tables.map(({ sql, fingerprint, rows, columns }) => [sql, fingerprint, rows, columns.length]))
}
