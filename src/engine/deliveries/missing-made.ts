import type { Step } from '../../contract'

/** Texts that a recipe makes missing, by column. */
export function missingMade(steps: readonly Step[]): Map<string, string[]> {
  const made = new Map<string, string[]>()
  for (const { spec } of steps)
    if (spec.kind === 'missing') made.set(spec.column, [...(made.get(spec.column) ?? []), ...spec.values.map(String)])
  return made
}
