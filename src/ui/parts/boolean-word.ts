import type { LocalizedText } from '../../contract'
import { currentLanguage } from './i18n'

/** A truth value as it is shown. Copied and exported, it is what SQL or a spreadsheet writes. */
export function booleanWord(value: boolean): string {
  return booleanWords(value)[currentLanguage()]
}

/** The same in both languages, for what is kept. */
export function booleanWords(value: boolean): LocalizedText {
  return value ? { fr: 'oui', en: 'yes' } : { fr: 'non', en: 'no' }
}

/** A value that the engine gives as text, as it is shown: of a column of truth values, the word for it. */
export function valueWord(value: string, isBoolean: boolean): string {
  return isBoolean && (value === 'true' || value === 'false') ? booleanWord(value === 'true') : value
}

/** The truth value that a word typed by a reader names; null where it names none. */
export function booleanTyped(word: string): boolean | null {
  const typed = word.trim().toLowerCase()
  if (['oui', 'yes', 'true', 'vrai'].includes(typed)) return true
  return ['non', 'no', 'false', 'faux'].includes(typed) ? false : null
}
