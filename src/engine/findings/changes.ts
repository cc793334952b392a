import type { LocalizedText, TableState } from '../../contract'
import { inBothLanguages } from '../figure-text'

/** What is different now in the tables of a finding, in words; empty where its figure still stands. */
export function changesSince(then: readonly TableState[], now: readonly TableState[]): LocalizedText[] {
  return then.flatMap((before) => {
    const { schema, name } = before.table
    const after = now.find(({ table }) => table.name === name && table.schema === schema)
    if (!after) return [gone(name)]
    if (after.fingerprint === before.fingerprint && after.rows === before.rows) return []
    return [changed(name, before.rows, after.rows)]
  })
}

function gone(name: string): LocalizedText {
  return {
    fr: `La table «\u00a0${name}\u00a0» n’est plus dans le projet.`,
    en: `The table “${name}” is no longer in the project.`
  }
}

function changed(name: string, before: number, after: number): LocalizedText {
  const counts = inBothLanguages((format) => [format(before), format(after)] as const)
  return before === after
    ? {
        fr: `La table «\u00a0${name}\u00a0» a changé\u00a0: autre livraison ou autre recette, toujours ${counts.fr[1]} lignes.`,
        en: `The table “${name}” changed: another delivery or recipe, still ${counts.en[1]} rows.`
      }
    : {
        fr: `La table «\u00a0${name}\u00a0» a changé\u00a0: ${counts.fr[1]} lignes, ${counts.fr[0]} auparavant.`,
        en: `The table “${name}” changed: ${counts.en[1]} rows, ${counts.en[0]} before.`
      }
}
