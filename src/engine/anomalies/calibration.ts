import { AGREEMENT, DETECTOR_SCALES } from './calibrated'

/** Least and greatest confidence that is ever told: no detector is always right, none always wrong. */
const LEAST = 0.02
const MOST = 0.99

/**
 * The chance that a cell of a finding is wrong: the confidence that its detector states, put on the scale that was measured for that
 * detector (Platt, "Probabilistic outputs for support vector machines", 1999: a line in the logits). Detectors not measured keep theirs.
 */
export function calibrated(detector: string, stated: number): number {
  const scale = DETECTOR_SCALES[familyOf(detector)]
  return scale ? onScale(scale, stated) : stated
}

/** A stated confidence on a scale: a line in the logits. */
export function onScale([offset, slope]: readonly [offset: number, slope: number], stated: number): number {
  return Math.min(MOST, Math.max(LEAST, logistic(offset + slope * logit(stated))))
}

/** The name under which a detector is measured: rules between columns as one, though their findings bear a name of their own. */
export function familyOf(detector: string): string {
  return detector.startsWith('dependency_') ? 'dependency' : detector
}

/**
 * Several votes on one cell as one, for SQL over groups of `confidence`: the surest counts in full, the others in part, for they often
 * speak of the same thing (between the greatest vote alone, 0, and independent witnesses, 1).
 */
export const AGREED_SQL = `1 - exp(${AGREEMENT} * sum(ln(1 - confidence)) + ${1 - AGREEMENT} * min(ln(1 - confidence)))`

/** The same in numbers. */
export function agreed(votes: readonly number[], agreement = AGREEMENT): number {
  const doubts = votes.map((vote) => Math.log(1 - vote))
  const all = doubts.reduce((sum, doubt) => sum + doubt, 0)
  return 1 - Math.exp(agreement * all + (1 - agreement) * Math.min(...doubts))
}

export function logit(p: number): number {
  const kept = Math.min(0.995, Math.max(0.005, p))
  return Math.log(kept / (1 - kept))
}

export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x))
}
