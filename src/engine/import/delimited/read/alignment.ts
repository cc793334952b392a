/** What was done to fit a record to the columns. */
export type AlignStep = 'match' | 'merge' | 'drop' | 'pad' | 'split' | 'extra'

/** A record fitted to the columns; `extras` are filled cells that belong to no column. */
export interface Alignment {
  cells: string[]
  quoted: boolean[]
  extras: string[]
  steps: Set<AlignStep>
  /** Total surprise in nats, penalties included. */
  cost: number
}

/** Surprise in nats that each kind of repair adds, so that the cells as they stand win where they can. */
export const PENALTY = {
  merge: 2.5,
  mergeMore: 0.8,
  mergeQuoted: 4,
  drop: 3,
  pad: 4,
  padAtEnd: 1.5,
  split: 5,
  splitInRun: 1.5,
  splitAtQuote: 2,
  extra: 6
}
