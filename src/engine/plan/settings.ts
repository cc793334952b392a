import { PlanSettings, type Day } from '../../contract'
import type { Project } from '../project'

const ID = 'settings'

/** How the project plans; the defaults where nothing was chosen yet. */
export async function planSettings(project: Project): Promise<PlanSettings> {
  const [stored] = await project.list('plan', PlanSettings)
  return stored ?? PlanSettings.parse({})
}

/** Changes the settings that are named, as one undoable change. */
export function configurePlan(project: Project, patch: Partial<PlanSettings>): Promise<PlanSettings> {
  return project.change({ fr: 'Régler le calendrier', en: 'Set up the calendar' }, async (scope) => {
    const before = (await scope.get('plan', ID, PlanSettings)) ?? PlanSettings.parse({})
    const after = { ...before, ...patch }
    await scope.put('plan', ID, after)
    return after
  })
}

/** Today where the user is, as a date. */
export function today(now = new Date()): Day {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
