import { useEffect } from 'react'

/**
 * Ctrl+Enter (⌘ on a Mac) does the main action of a panel from anywhere in it, also from a button that would take Enter
 * for itself; not while a dialog asks something.
 */
export function useMainKey(run: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return
      if (document.querySelector('.modal')) return
      event.preventDefault()
      event.stopPropagation()
      run()
    }
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [run])
}
