import type { ComponentType } from 'react'
import type { TableInfo } from '../../../contract'

export type ProfilePaneProps = {
  table: TableInfo
  /** The column where the grid's active cell is; null before any. */
  column: string | null
}

const modules = import.meta.glob<{ ProfilePane?: ComponentType<ProfilePaneProps> }>('./ProfilePane.tsx', {
  eager: true
})

/** The profile beside the grid: `ProfilePane` of `./ProfilePane.tsx`, where that file is there. */
export const ProfileSlot: ComponentType<ProfilePaneProps> | null = Object.values(modules)[0]?.ProfilePane ?? null
