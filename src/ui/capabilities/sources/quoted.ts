import { currentLanguage, visibleText } from '../../parts'

/** A text of the user's between the quotes of the language, inert and short. */
export function quoted(text: string, limit = 40): string {
  const shown = visibleText(text, limit)
  return currentLanguage() === 'en' ? `“${shown}”` : `«\u00a0${shown}\u00a0»`
}
