import { currentLanguage } from './i18n'

/** A message about a file, which most name themselves: the others are given its name. */
export function namedMessage(file: string, message: string): string {
  if (message.includes(file)) return message
  return `${file}${currentLanguage() === 'en' ? ':' : '\u00a0:'} ${message}`
}
