import { Step } from '../../../contract'
import type { Project } from '../../project'
import { refuseRing } from '../join-order'
import { tablesOf } from '../steps'
import { nameBranch, readNames, type BranchName } from './names'
import { recipeKey, stepsAt } from './steps-at'

/**
 * Makes the recipe of a table what it was just after a change, as one undoable change: findings, decisions and the recipes of
 * other tables stay as they are now. The state that is left gets a name where one is given, so that it is not lost from sight.
 */
export async function switchBranch(
  project: Project,
  { table, change, keepAs }: { table: string; change: number | null; keepAs: string | null },
  now: Date
): Promise<void> {
  const head = (await project.history()).find(({ current }) => current)?.id ?? null
  const [wanted = [], present = []] = await stepsAt(project, table, [change, head])
  if (recipeKey(wanted) === recipeKey(present)) return
  const names = (await readNames(project)).filter((one) => one.table === table)
  if (keepAs !== null) await nameBranch(project, { table, name: freeName(keepAs, names), change: head }, now)
  const named = names.find((one) => one.change === change)
  const label = named
    ? { fr: `Passer la recette de « ${table} » à la branche « ${named.name} »`, en: `Switch the recipe of “${table}” to branch “${named.name}”` } // prettier-ignore
    : { fr: `Reprendre une recette antérieure de « ${table} »`, en: `Take up an earlier recipe of “${table}”` }
  await project.change(label, async (scope) => {
    const all = await scope.list('step', Step)
    const others = all.filter((step) => step.table !== table)
    for (const { enabled, spec } of wanted)
      if (enabled) for (const other of tablesOf(spec)) refuseRing(table, other, others)
    for (const step of all) if (step.table === table) await scope.remove('step', step.id)
    for (const step of wanted) await scope.put('step', step.id, step)
  })
}

function freeName(name: string, taken: readonly BranchName[]): string {
  const lower = new Set(taken.map((one) => one.name.toLowerCase()))
  let free = name
  for (let n = 2; lower.has(free.toLowerCase()); n++) free = `${name} (${n})`
  return free
}
