import type { Settled } from './detectSyntax'

/** What a caller knows better than the detection; everything absent is detected given the rest. */
export interface Forced extends Settled {
  /** Lines to leave out before the header. */
  skip?: number
  headerRows?: number
  /** '' for none. */
  comment?: string
  /** Lines are no longer in quotes whole: these were taken off already. */
  unwrapped?: true
  /** The table stands below another one of its file: a lone text above it is its title. */
  further?: true
}
