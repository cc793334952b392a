import type { StepEffect } from '../../../contract'
import { formatInteger } from '../../parts'

/** How many rows a join links, as a text of the recipe with its figures. */
export function linkedWords({ matched, unmatched, keyless, rows }: NonNullable<StepEffect['joined']>) {
  const figures = {
    matched: formatInteger(matched),
    unmatched: formatInteger(unmatched - keyless),
    keyless: formatInteger(keyless),
    rows: formatInteger(rows)
  }
  return [keyless ? 'linkedKeyless' : 'linked', figures] as const
}
