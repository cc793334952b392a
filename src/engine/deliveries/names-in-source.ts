import type { Rename } from '../../contract'
import { fail } from '../errors'

/**
 * What the columns of a delivery are called in its source, where they differ: by the renames the user confirmed, and where
 * only case tells them apart. Refuses names that are not in the delivery, and two columns for one.
 */
export function namesInSource(
  own: readonly string[],
  arriving: readonly string[],
  renames: readonly Rename[]
): Map<string, string> {
  const names = new Map<string, string>()
  for (const { from, to } of renames) {
    if (!arriving.includes(from) || names.has(from)) throw wrongRename(from)
    names.set(from, to)
  }
  for (const name of arriving) {
    const known = own.find((one) => one.toLowerCase() === name.toLowerCase())
    if (!names.has(name) && !own.includes(name) && known !== undefined) names.set(name, known)
  }
  const seen = new Set<string>()
  for (const name of arriving) {
    const called = (names.get(name) ?? name).toLowerCase()
    if (seen.has(called)) throw twice(names.get(name) ?? name)
    seen.add(called)
  }
  return names
}

function wrongRename(name: string): Error {
  return fail('input', {
    fr: `La livraison n’a pas de colonne « ${name} » à renommer.`,
    en: `The delivery has no column “${name}” to rename.`
  })
}

function twice(name: string): Error {
  return fail(
    'input',
    {
      fr: `Deux colonnes de la livraison deviendraient « ${name} ».`,
      en: `Two columns of the delivery would become “${name}”.`
    },
    { hint: { fr: 'Retirez un des changements de nom.', en: 'Take one of the renames away.' } }
  )
}
