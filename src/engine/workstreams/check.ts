import type { Workstream } from '../../contract'
import { fail } from '../errors'
import { dependencyOrder } from './dependencies'

/** Refuses predecessors of `changed` that do not exist and circles of dependencies; the circle is named by its titles. */
export function checkDependencies(all: readonly Workstream[], changed: string): void {
  const byId = new Map(all.map((workstream) => [workstream.id, workstream]))
  const unknown = byId.get(changed)?.after.find((id) => !byId.has(id))
  if (unknown !== undefined)
    throw fail('not_found', {
      fr: `Le chantier attendu n’existe plus (${unknown}).`,
      en: `The workstream to wait for no longer exists (${unknown}).`
    })
  const { cycle } = dependencyOrder(all)
  if (!cycle) return
  const names = [...cycle, cycle[0]!].map((id) => byId.get(id)?.title ?? id)
  throw fail(
    'conflict',
    {
      fr: `Ces chantiers s’attendraient en rond : ${names.map((name) => `« ${name} »`).join(' → ')}.`,
      en: `These workstreams would wait for one another in a circle: ${names.map((name) => `“${name}”`).join(' → ')}.`
    },
    {
      hint: {
        fr: 'Retirez une de ces dépendances ; rien n’a été changé.',
        en: 'Take out one of these dependencies; nothing was changed.'
      }
    }
  )
}
