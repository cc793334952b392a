import type { LocalizedText } from '../../../contract'

/** Some things in a sentence: « a », « b » ou « c »; of more, the first ones with … */
export function inAList(things: readonly LocalizedText[], more: boolean, [ou, or] = ['ou', 'or']): LocalizedText {
  const of = (language: 'fr' | 'en'): string => {
    const said = things.map((thing) => thing[language])
    if (more) return `${said.join(', ')}…`
    const last = said.pop() ?? ''
    return said.length ? `${said.join(', ')} ${language === 'fr' ? ou : or} ${last}` : last
  }
  return { fr: of('fr'), en: of('en') }
}
