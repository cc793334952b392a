import { type RefObject, useLayoutEffect, useState } from 'react'

/** What is seen of a scrolled element, in pixels; told again at each scroll and change of size. */
export function useSight(scroll: RefObject<HTMLElement | null>) {
  const [view, setView] = useState({ top: 0, left: 0, width: 1200, height: 600 })
  useLayoutEffect(() => {
    const element = scroll.current
    if (!element) return
    const look = (): void =>
      setView({
        top: element.scrollTop,
        left: element.scrollLeft,
        width: element.clientWidth,
        height: element.clientHeight
      })
    look()
    const watch = new ResizeObserver(look)
    watch.observe(element)
    element.addEventListener('scroll', look)
    return () => {
      watch.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [scroll])
  return view
}
