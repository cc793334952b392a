import type { LocalizedText, PlanFile } from '../../contract'
import { fail } from '../errors'
import { dependencyOrder } from '../workstreams'

type Task = PlanFile['tasks'][number]

/** Refuses a plan that cannot be scheduled, naming the task and what is wrong with it. */
export function checkPlan({ tasks, resources }: PlanFile): void {
  for (const [name, capacity] of Object.entries(resources)) if (!isCount(capacity)) throw badCapacity(name, capacity)
  const known = new Set<Task['id']>()
  for (const { id } of tasks) {
    if (known.has(id)) throw wrong(`La tâche « ${id} » figure deux fois.`, `Task “${id}” is there twice.`)
    known.add(id)
  }
  for (const task of tasks) {
    checkDuration(task)
    const unknown = task.after.find((other) => !known.has(other))
    if (unknown !== undefined) throw unknownTask(task.id, unknown, known)
    for (const [name, amount] of Object.entries(task.needs)) checkNeed(task.id, name, amount, resources)
  }
  const { cycle } = dependencyOrder(tasks)
  if (cycle) throw circle([...cycle, cycle[0]!].join(' → '))
}

function checkDuration({ id, duration }: Task): void {
  if (duration < 0)
    throw wrong(
      `La durée de la tâche « ${id} » est négative (${duration}).`,
      `The duration of task “${id}” is negative (${duration}).`
    )
  if (!isCount(duration))
    throw wrong(
      `La durée de la tâche « ${id} » n’est pas un nombre entier de jours (${duration}).`,
      `The duration of task “${id}” is not a whole number of days (${duration}).`
    )
}

function checkNeed(id: Task['id'], name: string, amount: number, resources: PlanFile['resources']): void {
  if (!isCount(amount))
    throw wrong(
      `Le besoin de la tâche « ${id} » en « ${name} » n’est pas un entier positif ou nul (${amount}).`,
      `Task “${id}” needs ${amount} of “${name}”: not a whole number from 0 up.`
    )
  if (!Object.hasOwn(resources, name))
    throw wrong(
      `La tâche « ${id} » demande la ressource « ${name} », qui n’est pas dans « resources ».`,
      `Task “${id}” needs the resource “${name}”, which is not in “resources”.`
    )
  const capacity = resources[name] ?? 0
  if (amount > capacity)
    throw wrong(
      `La tâche « ${id} » demande ${amount} de « ${name} », mais il n’y en a que ${capacity} : elle ne pourrait jamais commencer.`,
      `Task “${id}” needs ${amount} of “${name}”, but there are only ${capacity}: it could never start.`
    )
}

function unknownTask(id: Task['id'], unknown: Task['id'], known: ReadonlySet<Task['id']>): Error {
  const twin = [...known].some((other) => String(other) === String(unknown))
  return wrong(
    `La tâche « ${id} » attend « ${unknown} », qui n’existe pas.`,
    `Task “${id}” waits for “${unknown}”, which does not exist.`,
    twin
      ? {
          fr: 'Un identifiant est écrit tantôt comme nombre, tantôt comme texte : écrivez-le partout de la même façon.',
          en: 'An id is written now as a number, now as text: write it everywhere in the same way.'
        }
      : undefined
  )
}

function circle(path: string): Error {
  return wrong(`Les tâches s’attendent en rond : ${path}.`, `Tasks wait for one another in a circle: ${path}.`, {
    fr: 'Retirez une de ces dépendances.',
    en: 'Take out one of these dependencies.'
  })
}

function badCapacity(name: string, capacity: number): Error {
  return wrong(
    `La capacité de « ${name} » n’est pas un entier positif ou nul (${capacity}).`,
    `The capacity of “${name}” is not a whole number from 0 up (${capacity}).`
  )
}

function wrong(fr: string, en: string, hint?: LocalizedText): Error {
  return fail('input', { fr, en }, { hint })
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}
