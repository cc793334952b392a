import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState
} from 'react'

export type View = { x: number; y: number; scale: number }

const LEAST = 0.1
/** Below this, texts cannot be read: a diagram first shows its beginning rather than all of it. */
const READABLE = 0.75
const MOST = 2
const STEP = 64

/** Where a drawing stands in its frame, moved by mouse, wheel and keyboard; `size` is that of the whole drawing. */
export function useView(frame: RefObject<HTMLElement | null>, size: { width: number; height: number }) {
  const [view, setView] = useState<View>({ x: 0, y: 0, scale: 1 })
  const touched = useRef(false)
  const fit = (): void => {
    touched.current = true
    setView(fitted(frame.current, size, LEAST))
  }
  const change = (next: (view: View) => View): void => {
    touched.current = true
    setView(next)
  }
  const zoom = (factor: number, at?: { x: number; y: number }): void => {
    const box = frame.current?.getBoundingClientRect()
    change((before) => zoomed(before, factor, at ?? { x: (box?.width ?? 0) / 2, y: (box?.height ?? 0) / 2 }))
  }
  useLayoutEffect(() => {
    const element = frame.current
    if (!element) return
    const observer = new ResizeObserver(() => {
      // What the reader has moved stays where it was put.
      if (!touched.current) setView(fitted(element, size, READABLE))
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [frame, size])
  useEffect(() => {
    const element = frame.current
    if (!element) return
    // React listens to the wheel passively: the page would zoom with the drawing.
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault()
      touched.current = true
      const box = element.getBoundingClientRect()
      const at = { x: event.clientX - box.left, y: event.clientY - box.top }
      setView((before) =>
        event.ctrlKey || event.metaKey
          ? zoomed(before, Math.exp(-event.deltaY / 300), at)
          : { ...before, x: before.x - event.deltaX, y: before.y - event.deltaY }
      )
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [frame])
  return {
    view,
    zoom,
    fit,
    /** Moves a point of the drawing to the middle of the frame where it is out of view. */
    centre: (point: { x: number; y: number }): void => {
      const [wide, high] = [frame.current?.clientWidth ?? 0, frame.current?.clientHeight ?? 0]
      change((before) => {
        const [x, y] = [before.x + point.x * before.scale, before.y + point.y * before.scale]
        if (x > 0 && x < wide && y > 0 && y < high) return before
        return { ...before, x: wide / 2 - point.x * before.scale, y: high / 2 - point.y * before.scale }
      })
    },
    onKeyDown: keysFor(change, zoom, fit),
    onPointerDown: dragFor(change),
    reveal: revealFor(frame, change)
  }
}

type Change = (next: (view: View) => View) => void

function keysFor(change: Change, zoom: (factor: number) => void, fit: () => void) {
  const move = (x: number, y: number) => change((view) => ({ ...view, x: view.x + x, y: view.y + y }))
  return (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const acts: [string, () => void][] = [
      ['ArrowLeft', () => move(STEP, 0)],
      ['ArrowRight', () => move(-STEP, 0)],
      ['ArrowUp', () => move(0, STEP)],
      ['ArrowDown', () => move(0, -STEP)],
      ['+', () => zoom(1.25)],
      ['=', () => zoom(1.25)],
      ['-', () => zoom(0.8)],
      ['0', fit]
    ]
    const act = acts.find(([key]) => key === event.key)?.[1]
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
}

function dragFor(change: Change) {
  return (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0 || (event.target as Element).closest('button')) return
    const frame = event.currentTarget
    let last = { x: event.clientX, y: event.clientY }
    const onMove = (moved: globalThis.PointerEvent): void => {
      const [x, y] = [moved.clientX - last.x, moved.clientY - last.y]
      last = { x: moved.clientX, y: moved.clientY }
      change((view) => ({ ...view, x: view.x + x, y: view.y + y }))
    }
    frame.setPointerCapture(event.pointerId)
    frame.addEventListener('pointermove', onMove)
    frame.addEventListener('lostpointercapture', () => frame.removeEventListener('pointermove', onMove), { once: true })
  }
}

/** Moves the drawing so that what has the focus is seen. */
function revealFor(frame: RefObject<HTMLElement | null>, change: Change) {
  return (element: Element): void => {
    const box = frame.current?.getBoundingClientRect()
    if (!box || element === frame.current) return
    const seen = element.getBoundingClientRect()
    const x = outside(seen.left, seen.right, box.left + 12, box.right - 12)
    const y = outside(seen.top, seen.bottom, box.top + 12, box.bottom - 12)
    if (x || y) change((view) => ({ ...view, x: view.x + x, y: view.y + y }))
  }
}

function outside(start: number, end: number, from: number, to: number): number {
  if (start < from) return from - start
  return end > to ? Math.max(to - end, from - start) : 0
}

function zoomed({ x, y, scale }: View, factor: number, at: { x: number; y: number }): View {
  const next = Math.min(MOST, Math.max(LEAST, scale * factor))
  return { scale: next, x: at.x - ((at.x - x) * next) / scale, y: at.y - ((at.y - y) * next) / scale }
}

function fitted(
  element: HTMLElement | null,
  { width, height }: { width: number; height: number },
  least: number
): View {
  if (!element || !width || !height) return { x: 0, y: 0, scale: 1 }
  const scale = Math.max(least, Math.min(1, element.clientWidth / width, element.clientHeight / height))
  return {
    scale,
    x: Math.max(0, (element.clientWidth - width * scale) / 2),
    y: Math.max(0, (element.clientHeight - height * scale) / 2)
  }
}
