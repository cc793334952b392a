import { stripVTControlCharacters } from 'node:util'

/** What failed, and all that is known of why. */
export type Failure = { title: string; words: string }

const LINES = 24
const MOST_OF_ONE = 12
const MOST_FAILURES = LINES / 2
const WIDTH = 200

/** Titles of what failed, each with the first lines of its error, in about 24 lines together; '' where nothing did. */
export function lastWords(failures: Failure[], what = 'failed'): string {
  if (!failures.length) return ''
  const share = Math.min(MOST_OF_ONE, Math.max(1, Math.floor(LINES / failures.length) - 1))
  const told = failures
    .slice(0, MOST_FAILURES)
    .flatMap(({ title, words }) => [`✘ ${title}`, ...firstLines(words, share).map((line) => `    ${line}`)])
  const more = failures.length - MOST_FAILURES
  return ['', `${failures.length} ${what}:`, ...told, ...(more > 0 ? [`and ${more} more`] : []), ''].join('\n')
}

function firstLines(text: string, count: number): string[] {
  return stripVTControlCharacters(text)
    .split(/\r?\n/)
    .filter((line) => line.trim())
    .slice(0, count)
    .map((line) => line.slice(0, WIDTH))
}
