import type { CSSProperties } from 'react'

/** Steps of shade: 1, 2–3, 4–7, 8–15, 16 looks and more. */
export const SHADES = [1, 2, 4, 8, 16] as const

/** The ground of a cell by its number of looks; none for none, whose cell is hatched. */
export function shadeOf(looks: number): CSSProperties | undefined {
  const step = SHADES.filter((from) => looks >= from).length
  return step ? { background: `color-mix(in oklab, var(--accent) ${6 + step * 8}%, var(--surface))` } : undefined
}
