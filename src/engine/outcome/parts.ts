import type { Report } from '../call'

/** The parts of a judgement in their order, each reported from 0 to 1. */
const PARTS = ['profiles', 'after', 'before'] as const

/** The progress of one part as progress of the whole. */
export function partOf(part: (typeof PARTS)[number], report: Report): Report {
  const begun = PARTS.indexOf(part)
  return ({ step, done, total }) =>
    report({ step, done: begun + (total ? Math.min(1, done / total) : 0), total: PARTS.length })
}
