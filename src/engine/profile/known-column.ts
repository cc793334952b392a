import type { ColumnProfile } from '../../contract'

/** What is counted of a column before anything is guessed about it. */
export type KnownColumn = Omit<ColumnProfile, 'semantic' | 'disguised'>
