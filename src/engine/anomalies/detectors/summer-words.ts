import type { LocalizedText } from '../../../contract'

/** What is said of a pause in the only summer of a series. */
export const SUMMER_WORDS: LocalizedText = {
  fr: ' La série ne compte pas d’autre été : ce peut être la fermeture des congés, qui revient chaque année.',
  en: ' The series holds no other summer: it may be the closing of the holidays, which comes back every year.'
}
