import type { Step } from '../../contract'
import { fail } from '../errors'
import { joinItsCopy } from '../relations'
import { tablesOf } from './steps'

/** Table names so that each comes after the tables that it joins; those of a ring, which no edit allows, come as they are. */
export function inJoinOrder(names: readonly string[], steps: readonly Step[]): string[] {
  const ordered: string[] = []
  const entered = new Set<string>()
  const visit = (name: string): void => {
    if (entered.has(name) || !names.includes(name)) return
    entered.add(name)
    for (const joined of joinedBy(name, steps)) visit(joined)
    ordered.push(name)
  }
  for (const name of names) visit(name)
  return ordered
}

/** Refuses a join that would make a table wait for itself. */
export function refuseRing(table: string, joined: string, steps: readonly Step[]): void {
  const seen = new Set<string>()
  const reaches = (name: string): boolean => {
    if (name === table) return true
    if (seen.has(name)) return false
    seen.add(name)
    return joinedBy(name, steps).some(reaches)
  }
  if (!reaches(joined)) return
  throw fail(
    'conflict',
    table === joined
      ? {
          fr: `La table « ${table} » ne peut pas être jointe à elle-même.`,
          en: `Table “${table}” cannot be joined to itself.`
        }
      : {
          fr: `La recette de « ${joined} » joint déjà « ${table} », directement ou par d’autres tables : l’inverse ferait une boucle.`,
          en: `The recipe of “${joined}” already joins “${table}”, directly or by way of other tables: the reverse would make a loop.`
        },
    {
      hint:
        table === joined
          ? joinItsCopy(table)
          : {
              fr: `Retirez d’abord cette jointure, ou joignez dans l’autre sens.`,
              en: 'Remove that join first, or join the other way round.'
            }
    }
  )
}

function joinedBy(name: string, steps: readonly Step[]): string[] {
  return steps.flatMap(({ table, enabled, spec }) => (enabled && table === name ? tablesOf(spec) : []))
}
