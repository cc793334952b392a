import type { Counted } from '../tally'
import { missingWord, wordSaid } from './missing-words'

/**
 * The words among the texts of a column that say "no answer". `nothing` says whether "aucun" counts too: in a list of categories it is
 * an answer. Codes that are also words ("NC") count only where few other texts have their shape, and
 * where they stand in two cells or more, in any spelling (NA, na, N/A).
 */
export function wordsApart(
  values: readonly Counted[],
  nothing: boolean
): (Counted & { said: 'sure' | 'doubtful' | 'nothing' })[] {
  const total = values.reduce((sum, { n }) => sum + n, 0)
  let shapes: Map<string, number> | null = null
  const said = new Map<string, number>()
  for (const { value, n } of values)
    if (missingWord(value)) said.set(wordSaid(value), (said.get(wordSaid(value)) ?? 0) + n)
  return values.flatMap((counted) => {
    const kind = missingWord(counted.value)
    if (!kind || (kind === 'nothing' && !nothing)) return []
    if (kind === 'doubtful') {
      shapes ??= shapesOf(values)
      const alike = (shapes.get(shapeOf(counted.value)) ?? 0) - counted.n
      // "NC" among other pairs of capitals is a code like them, not a gap.
      if (alike > 0.05 * total || (said.get(wordSaid(counted.value)) ?? 0) < 2) return []
    }
    return [{ ...counted, said: kind }]
  })
}

function shapesOf(values: readonly Counted[]): Map<string, number> {
  const shapes = new Map<string, number>()
  for (const { value, n } of values) {
    if (value.length > 40) continue
    const shape = shapeOf(value)
    shapes.set(shape, (shapes.get(shape) ?? 0) + n)
  }
  return shapes
}

function shapeOf(value: string): string {
  return value
    .trim()
    .replace(/\p{Lu}/gu, 'A')
    .replace(/\p{Ll}/gu, 'a')
    .replace(/\d/g, '9')
}
