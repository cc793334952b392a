import type { ErrorData, Progress } from '../contract'
import { toErrorData } from '../engine/errors'

/** The language of messages on the terminal: French unless the environment is plainly English. */
export const language: 'fr' | 'en' = /^en/i.test(
  process.env.LC_ALL ?? process.env.LC_MESSAGES ?? process.env.LANG ?? ''
)
  ? 'en'
  : 'fr'

/** Writes one JSON document on stdout; all else goes to stderr. */
export function printJson(value: unknown): void {
  process.stdout.write(JSON.stringify(value, null, 2) + '\n')
}

export function say(fr: string, en: string): void {
  process.stderr.write((language === 'fr' ? fr : en) + '\n')
}

/** Shows progress on one line, on a terminal only. */
export function showProgress({ step, done, total }: Progress): void {
  if (!process.stderr.isTTY) return
  const share = total ? ` ${Math.round((100 * done) / total)} %` : ''
  process.stderr.write(`\r\u001b[K${step[language]}${share}`)
  if (total !== null && done >= total) process.stderr.write('\r\u001b[K')
}

/** Tells a failure and what to do about it; the exit code becomes 1. */
export function tellFailure(error: unknown): void {
  process.stderr.write(describe(toErrorData(error)) + '\n')
  process.exitCode = 1
}

function describe({ message, hint, place, sql }: ErrorData): string {
  const at = [
    place?.file,
    place?.line && `${language === 'fr' ? 'ligne' : 'line'} ${place.line}`,
    place?.column && `${language === 'fr' ? 'colonne' : 'column'} ${place.column}`
  ]
  const where = at.filter(Boolean).join(', ')
  return [message[language] + (where ? ` (${where})` : ''), hint?.[language], sql && `SQL: ${sql.slice(0, 500)}`]
    .filter(Boolean)
    .join('\n')
}
