import i18next from 'i18next'
import { useCallback } from 'react'
import { initReactI18next, useTranslation } from 'react-i18next'
import { frenchSpaces, type LocalizedText } from '../../contract'

export type Language = 'fr' | 'en'
export type TextOf<K extends string> = { namespace: string; keys: Record<K, string> }
export type Translate<K extends string> = (key: K, values?: Record<string, string | number>) => string

void i18next.use(initReactI18next).init({
  lng: 'fr',
  fallbackLng: 'fr',
  ns: [],
  resources: {},
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  react: { useSuspense: false }
})

/**
 * Declares the texts of a folder, in both languages with the same keys (a missing one is a type error), as the
 * i18next namespace of that name. Values are put in as `{{name}}`; plurals by the keys `x_one`, `x_other` and `count`.
 */
export function defineText<const F extends Record<string, string>>(
  namespace: string,
  text: { fr: F; en: { [K in keyof F]: string } }
): TextOf<Extract<keyof F, string>> {
  const spaced = Object.entries<string>(text.fr).map(([key, words]): [string, string] => [key, frenchSpaces(words)])
  i18next.addResourceBundle('fr', namespace, withMillions(spaced))
  i18next.addResourceBundle('en', namespace, withMillions(Object.entries<string>(text.en)))
  return { namespace, keys: text.fr as Record<Extract<keyof F, string>, string> }
}

/** French has a plural of its own for whole millions (`many` in CLDR), for « 1 million de lignes »; figures take `other`. */
function withMillions(texts: [string, string][]): Record<string, string> {
  const many = texts.flatMap(([key, words]) => (key.endsWith('_other') ? [[key.replace(/other$/, 'many'), words]] : []))
  return Object.fromEntries([...texts, ...many]) as Record<string, string>
}

/** Texts in the language of the moment: `const t = useText(text); t('title', { count: 3 })`. */
export function useText<K extends string>(text: TextOf<K>): Translate<K | Plural<K>> {
  const { t } = useTranslation(text.namespace)
  return useCallback((key, values) => t(key, values ?? {}), [t])
}

/** The same outside of React, in the language of the moment. */
export function translate<K extends string>(
  text: TextOf<K>,
  key: K | Plural<K>,
  values?: Record<string, string | number>
): string {
  return i18next.t(key, { ns: text.namespace, ...values })
}

/** A text of the engine in the language of the moment. */
export function localize(text: LocalizedText): string {
  return currentLanguage() === 'en' ? text.en : frenchSpaces(text.fr)
}

/** As `localize`, and the component renders again when the language changes. */
export function useLocalize(): (text: LocalizedText) => string {
  const { language } = useTranslation().i18n
  return useCallback((text) => (language === 'en' ? text.en : frenchSpaces(text.fr)), [language])
}

export function currentLanguage(): Language {
  return i18next.language === 'en' ? 'en' : 'fr'
}

export async function changeLanguage(language: Language): Promise<void> {
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

/** BCP 47 tag for numbers and dates. */
export function locale(): string {
  return currentLanguage() === 'en' ? 'en-GB' : 'fr-FR'
}

type Plural<K extends string> = K extends `${infer Base}_one` ? Base : never
