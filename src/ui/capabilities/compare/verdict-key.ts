import type { ComparedPair } from '../../../contract'

type Verdict = ComparedPair['verdict']
type Judged = Pick<ComparedPair, 'verdict' | 'basis' | 'a' | 'b' | 'appeared' | 'vanished'>

/** The word under the shift of a column; values that were not compared, or differ within a class, are not called identical. */
export function verdictKey(
  pair: Judged
): 'shift' | 'samePresence' | 'sameLengths' | 'sameClasses' | Exclude<Verdict, 'moved'> {
  const { verdict, basis } = pair
  if (verdict === 'moved') return 'shift'
  if (verdict !== 'same') return verdict
  if (basis === 'presence') return 'samePresence'
  if (basis === 'lengths') return 'sameLengths'
  return hasSameFacts(pair) ? 'same' : 'sameClasses'
}

function hasSameFacts({ a, b, appeared, vanished }: Judged): boolean {
  const facts = [a, b].map(({ distinct, min, max, numeric }) =>
    JSON.stringify([distinct, min, max, numeric?.mean ?? null, numeric?.sd ?? null])
  )
  return facts[0] === facts[1] && !appeared?.values && !vanished?.values
}
