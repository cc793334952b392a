/**
 * To add a screen: make `src/ui/capabilities/<name>/index.tsx` export
 *
 *     export const screen: ScreenDefinition = { id: 'anomalies', icon: SearchX, component: AnomaliesScreen }
 *
 * with `ScreenDefinition` from `../../app/screen`; nothing else is to be registered. Beside it, `text.ts` holds its
 * texts (`defineText('anomalies', { fr: …, en: … })`), a CSS file its own classes. Parts come from `../../parts`,
 * calls from `../../client` (`api`, `fetchPage`), data through TanStack Query: after a change call
 * `refreshProject()` (from `../../app/project`), which reads everything again. Long calls go through `runJob`
 * (`../../app/jobs`). `useRoute`/`go` (`../../app/route`) keep the place in the address, `useSelectedTable` the
 * table; `setStatus` writes the status line; `useCommands` offers actions to the palette.
 */
import type { ComponentType } from 'react'
import { SCREEN_ORDER, type ScreenDefinition, type ScreenId } from './screen'

const modules = import.meta.glob<{ screen?: ScreenDefinition; overlay?: ComponentType }>(
  '../capabilities/*/index.tsx',
  { eager: true }
)

/** The screens there are, in the order of the journey. */
export const screens: readonly ScreenDefinition[] = inOrder(
  Object.values(modules).flatMap(({ screen }) => screen ?? [])
)

/** What capabilities lay over any screen, such as a dialog that every figure can open: their export `overlay`. */
export const overlays: readonly ComponentType[] = Object.values(modules).flatMap(({ overlay }) => overlay ?? [])

export function screenById(id: string): ScreenDefinition | undefined {
  return screens.find((screen) => screen.id === id)
}

function inOrder(found: ScreenDefinition[]): ScreenDefinition[] {
  const seen = new Set<ScreenId>()
  for (const { id } of found) {
    if (seen.has(id)) throw new Error(`two screens have the same id: ${id}`)
    seen.add(id)
  }
  return found.sort((a, b) => SCREEN_ORDER.indexOf(a.id) - SCREEN_ORDER.indexOf(b.id))
}
