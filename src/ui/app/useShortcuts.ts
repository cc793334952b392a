import { useEffect } from 'react'
import { allCommands, matchesShortcut } from './commands'
import { usePreferences } from './preferences'

/** Listens for the shortcuts of all commands on the whole page. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return
      const typing = isTyping(event.target)
      const inDialog = document.querySelector('[role="dialog"],[role="alertdialog"]') !== null
      for (const command of allCommands()) {
        if (!command.shortcut || !matchesShortcut(command.shortcut, event)) continue
        if ((typing || inDialog) && !command.whileTyping) return
        if (command.shortcut === '?' && !usePreferences.getState().singleKeys) return
        event.preventDefault()
        command.run()
        return
      }
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}

/** Whether keys write into what has the focus; a box to tick holds no text that they could undo. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !/^(checkbox|radio|button|submit|file|range)$/.test(target.type)
  return target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName)
}
