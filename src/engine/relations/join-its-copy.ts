import type { LocalizedText } from '../../contract'

/** What to do where a table should be joined to itself: its file, loaded once more, is another table. */
export function joinItsCopy(name: string): LocalizedText {
  return {
    fr: `Chargez une seconde fois le fichier de « ${name} », sous un autre nom, puis joignez cette copie.`,
    en: `Load the file of “${name}” a second time, under another name, then join that copy.`
  }
}
