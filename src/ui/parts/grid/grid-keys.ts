/** What the grid asks of what stands around it. */
export type GridCommand =
  'sort' | 'addSort' | 'menu' | 'find' | 'findNext' | 'findPrevious' | 'goTo' | 'moveLeft' | 'moveRight'

type Key = { key: string; ctrlKey: boolean; metaKey: boolean; shiftKey: boolean; altKey: boolean }

/** The command that a key stands for in the grid; null where it is none. */
export function commandOf({ key, ctrlKey, metaKey, shiftKey, altKey }: Key, onHeader: boolean): GridCommand | null {
  const control = ctrlKey || metaKey
  if (altKey && shiftKey && key === 'ArrowLeft') return 'moveLeft'
  if (altKey && shiftKey && key === 'ArrowRight') return 'moveRight'
  if (key === 'ContextMenu' || (shiftKey && key === 'F10') || (altKey && key === 'ArrowDown')) return 'menu'
  if (altKey) return null
  if (key === 'F3') return shiftKey ? 'findPrevious' : 'findNext'
  if (control && !shiftKey && key.toLowerCase() === 'f') return 'find'
  if (control && !shiftKey && key.toLowerCase() === 'g') return 'goTo'
  if (onHeader && (key === 'Enter' || key === ' ')) return shiftKey ? 'addSort' : 'sort'
  return null
}
