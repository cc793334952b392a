import type { ValueCount } from './sql/values'
import { LONGEST_SHAPE } from './sql/shapes'

/** The shape of a text: `A` for a capital, `a` for another letter, `9` for a digit, the rest as it is; cut as `shapeSql` cuts it. */
export function shapeOf(text: string): string {
  const signs = [...text]
  const shape = signs
    .slice(0, LONGEST_SHAPE)
    .join('')
    .replace(/[\p{Lu}\p{Lt}]/gu, 'A')
    .replace(/[\p{Ll}\p{Lo}\p{Lm}]/gu, 'a')
    .replace(/\p{Nd}/gu, '9')
  return signs.length > LONGEST_SHAPE ? `${shape}…` : shape
}

/** Shapes of values that are all at hand, the most frequent first: what `shapesSql` answers. */
export function countShapes(
  values: readonly ValueCount[],
  count: number
): { n: number; distinct: number; top: { shape: string; n: number }[] } {
  const counts = new Map<string, number>()
  for (const { value, n } of values) counts.set(shapeOf(value), (counts.get(shapeOf(value)) ?? 0) + n)
  const top = [...counts].map(([shape, n]) => ({ shape, n }))
  top.sort((a, b) => b.n - a.n || Buffer.compare(Buffer.from(a.shape), Buffer.from(b.shape)))
  return { n: values.reduce((sum, { n }) => sum + n, 0), distinct: counts.size, top: top.slice(0, count) }
}
