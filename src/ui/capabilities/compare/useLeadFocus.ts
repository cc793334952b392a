import { useCallback, useRef } from 'react'

/** Puts the focus on the lead of the next answer where it was asked for by a control that goes away with the present one. */
export function useLeadFocus(): { askFocus: () => void; lead: (element: HTMLElement | null) => void } {
  const isAsked = useRef(false)
  const askFocus = useCallback(() => {
    isAsked.current = true
  }, [])
  const lead = useCallback((element: HTMLElement | null) => {
    if (!element || !isAsked.current) return
    isAsked.current = false
    element.focus()
  }, [])
  return { askFocus, lead }
}
