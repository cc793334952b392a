import type { Tone } from '../Badge'

/** Something to say of one cell, e.g. that it is part of an anomaly. */
export type CellMark = { tone: Exclude<Tone, 'neutral'>; label: string }
