import type { LucideIcon } from 'lucide-react'
import type { ComponentType } from 'react'

/** The places of the rail, in the order of the journey; Ctrl+1 is the first. */
export const SCREEN_ORDER = [
  'sources',
  'explore',
  'anomalies',
  'recipe',
  'satisfaction',
  'workstreams',
  'priorities',
  'calendar',
  'charts',
  'report',
  'sql',
  'exploration',
  'journal',
  'exercises'
] as const

export type ScreenId = (typeof SCREEN_ORDER)[number]

export type ScreenDefinition = {
  id: ScreenId
  icon: LucideIcon
  /** Takes no props: what it shows is told by `useRoute().params`, `useSelectedTable()` and its own queries. */
  component: ComponentType
  /** Key of `ProjectInfo.counts` (a collection: `source`, `step`, `finding`…) that says how far this step is; null for none. */
  count?: string | null
}

/** Shortcut of a place of the rail: the first nine steps of the journey have one, whichever screens there are. */
export function screenShortcut(id: ScreenId): string | undefined {
  const place = SCREEN_ORDER.indexOf(id)
  return place < 9 ? `Ctrl+${place + 1}` : undefined
}
