import type { LocalizedText, RankedRow, ScoreInput, Workstream } from '../../contract'

/** A workstream that can be scored: its score and everything that went into it. */
export interface Scored {
  workstream: Workstream
  score: number
  inputs: ScoreInput[]
  computation: LocalizedText
}

/**
 * Ranks by score, highest first. Equal scores share a rank and the next is skipped ("1, 2, 2, 4"); among them the
 * workstreams keep their own order.
 */
export function rank(scored: readonly Scored[]): RankedRow[] {
  const sorted = [...scored].sort((a, b) => key(b.score) - key(a.score))
  const firstOf = sorted.map(({ score }) => sorted.findIndex((other) => key(other.score) === key(score)))
  return sorted.map(({ workstream, score, inputs, computation }, index) => ({
    workstreamId: workstream.id,
    title: workstream.title,
    rank: firstOf[index]! + 1,
    tied: firstOf.filter((first) => first === firstOf[index]).length > 1,
    score,
    inputs,
    computation,
    quadrant: null
  }))
}

/** Twelve digits of a score: what differs beyond is floating-point noise. */
function key(score: number): number {
  return Number(score.toPrecision(12))
}
