import type { LoadedPart } from './loaded'
import { shapeOfNames } from './shape-of-names'

/**
 * Of tables that are to be put together, those of the columns that most of them have, with what stood below tables, and the
 * others; where no shape is the commonest, nobody knows which are meant: all are alike, and whoever unites them refuses.
 */
export function commonestShape(loaded: readonly LoadedPart[]): { alike: LoadedPart[]; others: LoadedPart[] } {
  const counts = new Map<string, number>()
  const asked = loaded.filter(({ isBelow }) => !isBelow)
  for (const { names } of asked) counts.set(shapeOfNames(names), (counts.get(shapeOfNames(names)) ?? 0) + 1)
  const [first, second] = [...counts].sort(([, one], [, other]) => other - one)
  if (!first || !second || first[1] === second[1]) return { alike: [...loaded], others: [] }
  const others = asked.filter(({ names }) => shapeOfNames(names) !== first[0])
  return { alike: loaded.filter((part) => !others.includes(part)), others }
}
