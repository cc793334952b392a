import type { Change, RecipeBranch, Step } from '../../../contract'
import type { Project } from '../../project'
import { stepTitle } from '../steps'
import { readNames } from './names'
import { madeBy, recipeKey, stepsAt } from './steps-at'

/** Most states without a name: the latest ends of ways that were left. */
const MOST_UNNAMED = 12

/**
 * The states of a table's recipe that one may come back to: that of now first, then those with a name, then the ends of
 * abandoned ways of the history whose recipe is another one.
 */
export async function listBranches(project: Project, table: string, signal?: AbortSignal): Promise<RecipeBranch[]> {
  const history = await project.history()
  const head = history.find(({ current }) => current)?.id ?? null
  const names = (await readNames(project)).filter((one) => one.table === table)
  const leaves = abandoned(history)
  const states = await stepsAt(project, table, [head, ...names.map(({ change }) => change), ...leaves])
  const [now = [], ...others] = states
  const current = recipeKey(now)
  const told = new Set([current])
  const found: { id: string | null; name: string; change: number | null; steps: Step[] }[] = []
  for (const [place, { id, name, change }] of names.entries()) {
    const steps = others[place] ?? []
    told.add(recipeKey(steps))
    found.push({ id, name, change, steps })
  }
  if (!found.some(({ steps }) => recipeKey(steps) === current))
    found.unshift({ id: null, name: '', change: head, steps: now })
  let unnamed = 0
  for (const [place, change] of leaves.entries()) {
    const steps = others[names.length + place] ?? []
    if (told.has(recipeKey(steps)) || unnamed >= MOST_UNNAMED) continue
    told.add(recipeKey(steps))
    unnamed++
    found.push({ id: null, name: '', change, steps })
  }
  const branches: RecipeBranch[] = []
  for (const { id, name, change, steps } of found) {
    const { stages, sql } = await madeBy(project, table, steps, signal)
    const [counted] = await project.rows<{ n: number }>(`SELECT count(*) AS n FROM (${sql})`, { signal })
    const made = await lastOfRecipe(project, table, history, change)
    branches.push({
      id,
      name,
      change,
      at: made?.at ?? null,
      last: made?.label ?? null,
      current: recipeKey(steps) === current,
      steps: stages.map(({ step, problem }) => ({ title: stepTitle(step.spec), enabled: step.enabled, problem })),
      rows: counted?.n ?? 0
    })
  }
  return branches.sort((a, b) => Number(b.current) - Number(a.current))
}

/** Changes looked at by one question, from the latest back. */
const AT_ONCE = 50

/** The last change, on the way to a state, that made a table's recipe another one; null where none did. */
async function lastOfRecipe(
  project: Project,
  table: string,
  history: readonly Change[],
  change: number | null
): Promise<Change | null> {
  const byId = new Map(history.map((one) => [one.id, one]))
  const way: Change[] = []
  for (let at = change; at !== null;) {
    const one = byId.get(at)
    if (!one) break
    way.push(one)
    at = one.parent
  }
  for (let from = 0; from < way.length; from += AT_ONCE) {
    const some = way.slice(from, from + AT_ONCE)
    const states = await stepsAt(project, table, [...some.map(({ id }) => id), some.at(-1)?.parent ?? null])
    const keys = states.map(recipeKey)
    const place = some.findIndex((_, at) => keys[at] !== keys[at + 1])
    if (place >= 0) return some[place] ?? null
  }
  return null
}

/** The ends of ways that do not lead to now, the latest first. */
function abandoned(history: readonly Change[]): number[] {
  const parents = new Set(history.map(({ parent }) => parent))
  return history
    .filter(({ id, applied }) => !applied && !parents.has(id))
    .map(({ id }) => id)
    .reverse()
}
