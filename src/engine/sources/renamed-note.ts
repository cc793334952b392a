import type { LocalizedText } from '../../contract'
import { countOf } from '../figure-text'
import { ownName } from './column-names'

const TOLD = 10

/** What to tell of columns whose names the file left out or wrote twice: which became which. Nothing for a file without names. */
export function renamedNote(header: readonly string[] | null, names: readonly string[]): LocalizedText[] {
  if (!header) return []
  const renamed = names.flatMap((name, index) => {
    const own = ownName(header[index])
    return own === name ? [] : [{ place: index + 1, own, name }]
  })
  if (!renamed.length) return []
  const count = countOf(
    renamed.length,
    ['colonne renommée', 'colonnes renommées'],
    ['column renamed', 'columns renamed']
  )
  const more = renamed.length - TOLD
  const told = renamed.slice(0, TOLD)
  const fr = told.map(
    ({ place, own, name }) =>
    own ? `«\u202f${short(own)}\u202f» (colonne ${place}) devient «\u202f${short(name)}\u202f»` : `la colonne ${place}, sans nom, devient «\u202f${short(name)}\u202f»` // prettier-ignore
  )
  const en = told.map(
    ({ place, own, name }) =>
    own ? `“${short(own)}” (column ${place}) becomes “${short(name)}”` : `column ${place}, without a name, becomes “${short(name)}”` // prettier-ignore
  )
  return [
    {
      fr: `${count.fr}, faute de nom ou parce qu’il était déjà pris\u202f: ${fr.join('\u202f; ')}${more > 0 ? `\u202f; et ${more} de plus` : ''}.`,
      en: `${count.en}, for want of a name or because it was taken: ${en.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`
    }
  ]
}

function short(name: string): string {
  return name.length > 60 ? `${name.slice(0, 59)}…` : name
}
