import { useEffect, useState } from 'react'

/** Puts the focus on the first of some selectors that is there, once what was done shows: the element that had it is gone. */
export function useRefocus(): (...selectors: readonly string[]) => void {
  const [wanted, setWanted] = useState<readonly string[] | null>(null)
  useEffect(() => {
    if (!wanted) return
    const found = wanted.map((selector) => document.querySelector<HTMLElement>(selector)).find((one) => one)
    found?.focus()
  }, [wanted])
  return (...selectors) => setWanted(selectors)
}
