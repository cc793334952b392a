import type { JoinHow, JoinKeys } from '../../contract'

/** A join whose matches are asked for; tables by name. */
export type MatchAsked = JoinKeys & { left: string; right: string; how: JoinHow }
