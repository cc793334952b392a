import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useLayoutEffect, useState } from 'react'

export type View = { x: number; y: number; scale: number }

const LEAST = 0.1
const MOST = 2
const STEP = 64

type Size = { width: number; height: number }
type Drawing = Size & {
  /** It first shows at least this large, around `anchor`, where all of it would be smaller. */
  least?: number
  anchor?: { x: number; y: number }
}

/** The room that a frame has, in steps, so that not each pixel counts; as it was once `moved`. Null until it is measured. */
export function useRoom(frame: RefObject<HTMLElement | null>, moved: RefObject<boolean>): Size | null {
  const [room, setRoom] = useState<Size | null>(null)
  useLayoutEffect(() => {
    const element = frame.current
    if (!element) return
    const measure = (): void =>
      setRoom((before) => {
        const now = { width: inSteps(element.clientWidth), height: inSteps(element.clientHeight) }
        const isSame = before?.width === now.width && before.height === now.height
        return isSame || (before && moved.current) ? before : now
      })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [frame, moved])
  return room
}

function inSteps(pixels: number): number {
  return Math.floor(pixels / ROOM_STEP) * ROOM_STEP
}

const ROOM_STEP = 20

/**
 * Where a drawing stands in its frame, moved by mouse, wheel and keyboard: whole in it until it is `moved`, and again when
 * that is asked for.
 */
export function useView(frame: RefObject<HTMLElement | null>, drawing: Drawing, moved: RefObject<boolean>) {
  const [view, setView] = useState<View>({ x: 0, y: 0, scale: 1 })
  const fit = (): void => {
    moved.current = false
    setView(fitted(frame.current, { ...drawing, least: LEAST }))
  }
  const change = (next: (view: View) => View): void => {
    moved.current = true
    setView(next)
  }
  const zoom = (factor: number, at?: { x: number; y: number }): void => {
    const box = frame.current?.getBoundingClientRect()
    change((before) => zoomed(before, factor, at ?? { x: (box?.width ?? 0) / 2, y: (box?.height ?? 0) / 2 }))
  }
  const { width, height, least, anchor } = drawing
  useLayoutEffect(() => {
    const element = frame.current
    if (!element) return
    const place = (): void => {
      // What the reader has moved stays where it was put.
      if (!moved.current) setView(fitted(element, { width, height, least, anchor }))
    }
    place()
    const observer = new ResizeObserver(place)
    observer.observe(element)
    return () => observer.disconnect()
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the anchor is where a drawing begins, and follows no choice
  }, [frame, moved, width, height, least])
  useEffect(() => {
    const element = frame.current
    if (!element) return
    // React listens to the wheel passively: the page would zoom with the drawing.
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault()
      moved.current = true
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
  }, [frame, moved])
  return {
    view,
    zoom,
    fit,
    /** Moves a point of the drawing to the middle of the frame where it is out of view. */
    centre: (point: { x: number; y: number }): void => {
      const [wide, high] = [frame.current?.clientWidth ?? 0, frame.current?.clientHeight ?? 0]
      const [x, y] = [view.x + point.x * view.scale, view.y + point.y * view.scale]
      if (x > 0 && x < wide && y > 0 && y < high) return
      change(({ scale }) => ({ scale, x: wide / 2 - point.x * scale, y: high / 2 - point.y * scale }))
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

function fitted(element: HTMLElement | null, { width, height, least = LEAST, anchor }: Drawing): View {
  if (!element || !width || !height) return { x: 0, y: 0, scale: 1 }
  const [wide, high] = [element.clientWidth, element.clientHeight]
  const scale = Math.max(least, Math.min(1, wide / width, high / height))
  return {
    scale,
    x: placed(wide, width * scale, (anchor?.x ?? 0) * scale),
    y: placed(high, height * scale, (anchor?.y ?? 0) * scale)
  }
}

/** Where what is `size` long begins in a room: amid it, or with `anchor` as near to its middle as it has to be. */
function placed(room: number, size: number, anchor: number): number {
  if (size <= room) return (room - size) / 2
  return Math.min(0, Math.max(room - size, room / 2 - anchor))
}
