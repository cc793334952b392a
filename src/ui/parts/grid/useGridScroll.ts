import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { clampTop, isScaled, reveal, scrollScale, toScroll, toVirtual } from './geometry'

/** What of the grid is in view, in virtual pixels of the body. */
export type View = { top: number; left: number; width: number; height: number }

/** Lengths, in pixels, that the scroll is computed from. */
export type Extent = {
  rows: number
  rowHeight: number
  headHeight: number
  gutter: number
  contentWidth: number
  pinnedWidth: (viewWidth: number) => number
}

/**
 * Scrolling of the grid: a native scroll bar that stands for all rows, however many. Where the bar is scaled, the
 * wheel and the keyboard move by true pixels and the bar follows.
 */
export function useGridScroll(scroller: RefObject<HTMLDivElement | null>, extent: Extent) {
  const { rows, rowHeight, headHeight, gutter, contentWidth, pinnedWidth } = extent
  const [box, setBox] = useState({ width: 0, height: 0 })
  const [place, setPlaceAt] = useState({ top: 0, left: 0 })
  const bodyHeight = Math.max(0, box.height - headHeight)
  const scale = useMemo(() => scrollScale(rows, rowHeight, bodyHeight), [rows, rowHeight, bodyHeight])
  const setByUs = useRef<number | null>(null)
  const top = useRef(0)
  // The scroll event that follows a move of ours finds the same place: it draws nothing again.
  const setPlace = useCallback(
    (next: { top: number; left: number }) =>
      setPlaceAt((before) => (before.top === next.top && before.left === next.left ? before : next)),
    []
  )

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const measure = (): void => setBox({ width: element.clientWidth, height: element.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])

  const moveTo = useCallback(
    (nextTop: number, nextLeft?: number) => {
      const element = scroller.current
      if (!element) return
      top.current = clampTop(scale, nextTop)
      element.scrollTop = toScroll(scale, top.current)
      if (nextLeft !== undefined) element.scrollLeft = nextLeft
      setByUs.current = element.scrollTop
      setPlace({ top: top.current, left: element.scrollLeft })
    },
    [scale, scroller, setPlace]
  )

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const onScroll = (): void => {
      const ours = setByUs.current !== null && Math.abs(element.scrollTop - setByUs.current) < 1
      if (!ours) {
        setByUs.current = null
        top.current = toVirtual(scale, element.scrollTop)
      }
      flushSync(() => setPlace({ top: top.current, left: element.scrollLeft }))
    }
    const onWheel = (event: WheelEvent): void => {
      if (!isScaled(scale) || event.ctrlKey || event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) return
      event.preventDefault()
      const unit = event.deltaMode === 1 ? rowHeight : event.deltaMode === 2 ? bodyHeight : 1
      flushSync(() => moveTo(top.current + event.deltaY * unit))
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => {
      element.removeEventListener('scroll', onScroll)
      element.removeEventListener('wheel', onWheel)
    }
  }, [scale, scroller, moveTo, setPlace, rowHeight, bodyHeight])

  const revealCell = useCallback(
    (row: number, from: number, to: number) => {
      const element = scroller.current
      if (!element) return
      const nextTop = row < 0 ? top.current : reveal(top.current, bodyHeight, row * rowHeight, (row + 1) * rowHeight)
      const width = box.width - gutter
      const held = pinnedWidth(width)
      // A pinned column is always in view.
      const left = from < held ? element.scrollLeft : reveal(element.scrollLeft, width - held, from - held, to - held)
      moveTo(nextTop, left)
    },
    [scroller, bodyHeight, rowHeight, moveTo, box.width, gutter, pinnedWidth]
  )

  const view: View = {
    top: clampTop(scale, place.top),
    left: place.left,
    width: Math.max(0, box.width - gutter),
    height: bodyHeight
  }
  return {
    view,
    revealCell,
    moveTo,
    canvas: { width: contentWidth + gutter, height: scale.spacerHeight + headHeight },
    box,
    pageRows: Math.max(1, Math.floor(bodyHeight / rowHeight) - 1)
  }
}
