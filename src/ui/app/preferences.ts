import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { changeLanguage, type Language } from '../parts'

export type Theme = 'system' | 'light' | 'dark'

type Preferences = {
  theme: Theme
  language: Language
  /** Whether `?` alone opens the list of shortcuts (WCAG 2.1.4: it can be turned off). */
  singleKeys: boolean
  /** Under which decisions and comments are signed; empty signs none. */
  userName: string
}

/** What the user chose for this device. */
export const usePreferences = create<Preferences>()(
  persist((): Preferences => ({ theme: 'system', language: 'fr', singleKeys: true, userName: '' }), {
    name: 'chantier-preferences'
  })
)

export function setTheme(theme: Theme): void {
  usePreferences.setState({ theme })
}

export function setLanguage(language: Language): void {
  usePreferences.setState({ language })
}

export function setUserName(userName: string): void {
  usePreferences.setState({ userName })
}

/** Applies the choices to the page, now and whenever they change. */
export async function applyPreferences(): Promise<void> {
  usePreferences.subscribe((preferences, before) => {
    if (preferences.theme !== before.theme) applyTheme(preferences.theme)
    if (preferences.language !== before.language) void changeLanguage(preferences.language)
  })
  const { theme, language } = usePreferences.getState()
  applyTheme(theme)
  await changeLanguage(language)
}

function applyTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}
