import type { Progress } from '../../contract'
import { formatBytes, formatPercent } from './format'
import { translate } from './i18n'
import { text } from './text'

/** How far a work is: in bytes of all of them where these are what is counted, and as a share; null where it is unknown. */
export function progressInWords({ done, total, unit }: Progress): string | null {
  if (!total) return null
  const percent = formatPercent(Math.floor((100 * Math.min(done, total)) / total) / 100, 0)
  if (unit !== 'bytes') return percent
  return translate(text, 'bytesDone', { done: formatBytes(done), total: formatBytes(total), percent })
}

/** Seconds left as they are told: whole ones, then steps of five, then of thirty: an estimate is not read as a count. */
export function roundedUp(seconds: number): number {
  const grain = seconds < 10 ? 1 : seconds < 60 ? 5 : 30
  return Math.max(1, Math.ceil(seconds / grain) * grain)
}
