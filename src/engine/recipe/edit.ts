import { randomUUID } from 'node:crypto'
import { Step, type LocalizedText, type StepSpec } from '../../contract'
import type { Project } from '../project'
import { resolveTable } from '../tables'
import { compileStep, stepTitle } from './compile'

/** Adds a step at the end of a table's recipe; the clean table follows in the same change. */
export async function addStep(project: Project, table: string, spec: StepSpec): Promise<Step> {
  const raw = await resolveTable(project, { schema: 'raw', name: table })
  compileStep(spec, raw.sql, raw.columns)
  const step: Step = { id: randomUUID(), table, enabled: true, origin: 'user', spec }
  await project.change(stepTitle(spec), (scope) => scope.put('step', step.id, step))
  return step
}

export async function enableStep(project: Project, id: string, enabled: boolean): Promise<Step> {
  const step = { ...(await project.get('step', id, Step)), enabled }
  await project.change(about(step, enabled ? ['Activer', 'Enable'] : ['Désactiver', 'Disable']), (scope) =>
    scope.put('step', id, step)
  )
  return step
}

export async function removeStep(project: Project, id: string): Promise<void> {
  const step = await project.get('step', id, Step)
  await project.change(about(step, ['Retirer', 'Remove']), (scope) => scope.remove('step', id))
}

/** Puts a step just before another one of the recipe, or at its end. */
export async function moveStep(project: Project, id: string, before: string | null): Promise<void> {
  const moved = await project.get('step', id, Step)
  await project.change(about(moved, ['Déplacer', 'Move']), async (scope) => {
    const others = (await scope.list('step', Step)).filter((step) => step.id !== id)
    const place = before === null ? others.length : others.findIndex((step) => step.id === before)
    others.splice(place < 0 ? others.length : place, 0, moved)
    for (const [index, step] of others.entries()) await scope.put('step', step.id, step, index + 1)
  })
}

function about(step: Step, [fr, en]: [string, string]): LocalizedText {
  const title = stepTitle(step.spec)
  return { fr: `${fr} l’étape « ${title.fr} »`, en: `${en} step “${title.en}”` }
}
