import { filterInWords, filterPredicate } from '../../sql'
import type { KindOf } from './kind'

/** Where some conditions hold, others hold too. */
export const implies: KindOf<'implies'> = {
  reads: ({ when, then }) => [...new Set([...when, ...then].map(({ column }) => column))],
  scope: ({ when }, ground) => filterPredicate({ all: when }, ground.columns),
  verdict: ({ then }, ground) => filterPredicate({ all: then }, ground.columns),
  words({ when, then }) {
    const [cause, effect] = [filterInWords({ all: when }), filterInWords({ all: then })]
    return { fr: `Si ${cause.fr}, alors ${effect.fr}`, en: `If ${cause.en}, then ${effect.en}` }
  }
}
