import type { ComponentType } from 'react'

/**
 * What stands behind the tab « Relations »: the view that `capabilities/relations/RelationsView.tsx` exports as `RelationsView`,
 * where there is one.
 */
const modules = import.meta.glob<{ RelationsView?: ComponentType }>('../relations/RelationsView.tsx', { eager: true })

export const RelationsSlot: ComponentType | null = Object.values(modules)[0]?.RelationsView ?? null
