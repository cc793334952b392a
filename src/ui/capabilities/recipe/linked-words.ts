import type { StepEffect } from '../../../contract'
import { formatInteger, visibleText } from '../../parts'

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

const NAMED = 5

/** Names of columns for a line of words: a few, and how many more, as a text of the recipe named `key` or `key` with More. */
export function namesInWords<K extends 'previewAdded' | 'previewGone' | 'addedColumns'>(
  key: K,
  names: readonly string[]
) {
  const rest = names.length - NAMED
  const shown = names
    .slice(0, rest > 1 ? NAMED : names.length)
    .map((name) => visibleText(name, 60))
    .join(', ')
  return rest > 1
    ? ([`${key}More`, { names: shown, n: formatInteger(rest) }] as const)
    : ([key, { names: shown }] as const)
}
