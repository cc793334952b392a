import { type RefObject, useEffect } from 'react'

/**
 * Where a change of place took away what had the focus, the work area takes it: whoever goes by keyboard stands at the
 * beginning of what came, and the focus is seen.
 */
export function useKeptFocus(work: RefObject<HTMLElement | null>, place: string): void {
  useEffect(() => {
    // What comes may take the focus itself, as an editor does.
    const timer = setTimeout(() => {
      const { activeElement } = document
      if (activeElement === null || activeElement === document.body) work.current?.focus({ preventScroll: true })
    })
    return () => clearTimeout(timer)
  }, [work, place])
}
