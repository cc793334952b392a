import type { LocalizedText } from '../../../contract'

/** An ISO date as it stands in a sentence. */
export function written(day: string, language: 'fr' | 'en'): string {
  const said = new Date(`${day}T00:00:00Z`).toLocaleDateString(language === 'fr' ? 'fr-FR' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC'
  })
  return language === 'fr' ? said.replace(/^1 /, '1er ') : said
}

/** The number of a day since 1970 as an ISO date. */
export function isoDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10)
}

/** The number of a day since 1970 as it stands in a sentence. */
export function dayInWords(day: number): LocalizedText {
  return { fr: written(isoDay(day), 'fr'), en: written(isoDay(day), 'en') }
}

/** A level in three digits. */
export function rounded(value: number, language: 'fr' | 'en'): string {
  return value.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB', { maximumSignificantDigits: 3 })
}

/** The first of some things, and whether there are more, to the end of a sentence. */
export function listed(things: readonly LocalizedText[], most = 4): LocalizedText {
  const more = things.length > most
  const list = (language: 'fr' | 'en', by: string): string =>
    things
      .slice(0, most)
      .map((thing) => thing[language])
      .join(by) + (more ? `${by}…` : '.')
  return { fr: list('fr', ' ; '), en: list('en', '; ') }
}
