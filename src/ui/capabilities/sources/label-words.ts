import type { ValueLabel } from '../../../contract'
import { quoted } from './quoted'

const SHOWN = 4

/** The first codes of a column with what they stand for: `1 = « Pas du tout »`. */
export function labelWords(labels: readonly ValueLabel[]): string {
  const shown = labels.slice(0, SHOWN).map(({ code, label }) => `${code} = ${quoted(label)}`)
  return shown.join(', ') + (labels.length > SHOWN ? '…' : '')
}
