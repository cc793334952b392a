import { useRef, type PointerEvent } from 'react'
import type { Selection } from 'react-aria-components'

/**
 * Several items of a list chosen with the pointer: with Shift all from the last one chosen to the one pressed, which a list whose
 * selection is held outside it does not know any more.
 */
export function useRange(
  ids: readonly string[],
  chosen: ReadonlySet<string>,
  onChoose: (ids: ReadonlySet<string>) => void
) {
  const pressed = useRef<'shift' | 'plain' | null>(null)
  const anchor = useRef<string | null>(null)
  const onSelectionChange = (selection: Selection): void => {
    const by = pressed.current
    pressed.current = null
    if (selection === 'all') return onChoose(new Set(ids))
    const at = currentOf(selection)
    const known = [anchor.current, ...chosen].find((id) => id !== null && chosen.has(id))
    if (by === 'shift' && at !== null && known) return onChoose(between(ids, known, at))
    if (by === 'plain' || selection.size === 1) anchor.current = at
    onChoose(new Set([...selection].map(String)))
  }
  return {
    onSelectionChange,
    onPointerDownCapture: ({ shiftKey }: PointerEvent): void => {
      pressed.current = shiftKey ? 'shift' : 'plain'
    }
  }
}

/** The item that a selection was last moved to: the list tells it beside the keys. */
function currentOf(selection: Exclude<Selection, 'all'> & { currentKey?: unknown }): string | null {
  const key = selection.currentKey
  return typeof key === 'string' ? key : null
}

function between(ids: readonly string[], one: string, other: string): ReadonlySet<string> {
  const [from, to] = [ids.indexOf(one), ids.indexOf(other)].sort((a, b) => a - b)
  return new Set(from === undefined || to === undefined || from < 0 ? [other] : ids.slice(from, to + 1))
}
