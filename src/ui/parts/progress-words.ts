import type { Progress } from '../../contract'
import { formatBytes, formatDuration, formatPercent } from './format'
import { localize, translate } from './i18n'
import { text } from './text'

/** How far a work is: in bytes of all of them where these are what is counted, and as a share; null where it is unknown. */
export function progressInWords({ done, total, unit }: Progress): string | null {
  if (!total) return null
  const percent = formatPercent(Math.floor((100 * Math.min(done, total)) / total) / 100, 0)
  if (unit !== 'bytes') return percent
  return translate(text, 'bytesDone', { done: formatBytes(done), total: formatBytes(total), percent })
}

/** What a work is at, how far it is and how long it still takes, in one sentence to be heard. */
export function progressSaid(progress: Progress, left: number | null): string {
  const told = [localize(progress.step), progressInWords(progress)].filter((part) => part).join(', ')
  return left === null ? told : translate(text, 'stepLeft', { step: told, left: formatDuration(roundedUp(left)) })
}

/** Seconds left as they are told: whole ones, then steps of five, then of thirty: an estimate is not read as a count. */
export function roundedUp(seconds: number): number {
  const grain = seconds < 10 ? 1 : seconds < 60 ? 5 : 30
  return Math.max(1, Math.ceil(seconds / grain) * grain)
}
