import type { Step } from '../../contract'
import { cellSql, isCellSpec } from '../recipe'

/** A text of a column as it comes to the step that reads it: with what the steps before that write otherwise. */
export function beforeReading(recipe: readonly Step[], column: string, text: string): string {
  let made = text
  for (const { spec } of recipe) {
    if (!isCellSpec(spec) || spec.column !== column) continue
    if (spec.kind === 'cast') break
    if (spec.kind !== 'missing') made = cellSql(spec, 'VARCHAR', made)
  }
  return made
}
