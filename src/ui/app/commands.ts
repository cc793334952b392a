import type { LucideIcon } from 'lucide-react'
import { useEffect } from 'react'
import { create } from 'zustand'
import { currentLanguage } from '../parts'

export type Command = {
  id: string
  label: string
  group: 'screens' | 'tables' | 'actions'
  icon?: LucideIcon
  /** As `Ctrl+Shift+Z`: Ctrl is ⌘ on a Mac. A command with a shortcut answers to it everywhere. */
  shortcut?: string
  /** Lets the shortcut work while text is being typed (e.g. Ctrl+K). */
  whileTyping?: boolean
  run: () => void
}

/** The commands of the moment, by owner: the frame's, the screen's, the tables'. */
export const useCommandRegistry = create<{ owners: ReadonlyMap<string, readonly Command[]> }>(() => ({
  owners: new Map()
}))

/**
 * Offers commands to the palette and the keyboard while the component is mounted. `commands` is to be kept the same
 * object from render to render (`useMemo`) while nothing changes.
 */
export function useCommands(owner: string, commands: readonly Command[]): void {
  useEffect(() => {
    useCommandRegistry.setState(({ owners }) => ({ owners: new Map(owners).set(owner, commands) }))
    return () =>
      useCommandRegistry.setState(({ owners }) => {
        const rest = new Map(owners)
        rest.delete(owner)
        return { owners: rest }
      })
  }, [owner, commands])
}

export function allCommands(): readonly Command[] {
  return [...useCommandRegistry.getState().owners.values()].flat()
}

/** A shortcut as this machine and the language of the moment write it. */
export function shortcutText(shortcut: string): string {
  if (isMac()) return shortcut.replace('Ctrl', '⌘').replace('Shift', '⇧').replace('Escape', 'esc').replaceAll('+', '')
  const french = currentLanguage() === 'fr'
  return shortcut
    .replace('Shift', french ? 'Maj' : 'Shift')
    .replace('Escape', french ? 'Échap' : 'Esc')
    .replace('Enter', french ? 'Entrée' : 'Enter')
    .replace('Space', french ? 'Espace' : 'Space')
    .replace(/Arrow(\w+)/, (_, way: string) => ARROWS[way] ?? way)
    .replaceAll('+', ' + ')
}

const ARROWS: Record<string, string> = { Up: '↑', Down: '↓', Left: '←', Right: '→' }

/**
 * True where a key event is the shortcut. Digits are read by their key's place (AZERTY types them with Shift), and
 * answer to Alt as well as to Ctrl, which a browser keeps for its tabs.
 */
export function matchesShortcut(shortcut: string, event: KeyboardEvent): boolean {
  const parts = shortcut.split('+')
  const key = parts.at(-1) ?? ''
  const control = isMac() ? event.metaKey : event.ctrlKey
  if (/^\d$/.test(key))
    return control !== event.altKey && (event.code === `Digit${key}` || event.code === `Numpad${key}`)
  if (control !== parts.includes('Ctrl') || event.altKey !== parts.includes('Alt')) return false
  if (key === '?') return event.key === '?'
  return event.shiftKey === parts.includes('Shift') && event.key.toLowerCase() === key.toLowerCase()
}

function isMac(): boolean {
  return navigator.platform.startsWith('Mac')
}
