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

/** Names of columns for a line of words: a few, and how many more, as the text of the recipe `key` or the same with More. */
export function namesInWords(key: 'previewAdded' | 'previewGone' | 'addedColumns', names: readonly string[]) {
  const rest = names.length - NAMED
  const isCut = rest > 1
  const shown = names
    .slice(0, isCut ? NAMED : names.length)
    .map((name) => visibleText(name, 60))
    .join(', ')
  const told: [typeof key | `${typeof key}More`, Record<string, string>] = isCut
    ? [`${key}More`, { names: shown, n: formatInteger(rest) }]
    : [key, { names: shown }]
  return told
}
