import { z } from 'zod'
import { frenchSpaces } from '../contract/typography'
import { fail, type ChantierError } from './errors'

/** What a schema refused, as zod tells it. */
export type Issue = z.core.$ZodIssue

const MOST_TOLD = 3
const FRENCH = z.locales.fr().localeError
const ENGLISH = z.locales.en().localeError

/** The refusal of an input that its schema does not hold, in both languages: which part of it, and what is expected there. */
export function refusedInput(issues: readonly Issue[], input: unknown): ChantierError {
  const told = issues.slice(0, MOST_TOLD)
  const fr = told.map((issue) => `${placed(issue, '« ', ' » : ')}${words(FRENCH, issue, input)}`)
  const en = told.map((issue) => `${placed(issue, '“', '”: ')}${words(ENGLISH, issue, input)}`)
  return fail('input', {
    fr: frenchSpaces(`Demande refusée. ${fr.join(' ; ')}.`),
    en: `Request refused. ${en.join('; ')}.`
  })
}

/** Words of our own, written beside a rule of a schema, are kept. */
function words(locale: typeof FRENCH, issue: Issue, input: unknown): string {
  if (issue.code === 'custom') return issue.message
  const found = locale({ ...issue, input: at(input, issue.path) } as z.core.$ZodRawIssue)
  return (typeof found === 'string' ? found : found?.message) ?? issue.message
}

function placed({ path }: Issue, before: string, after: string): string {
  return path.length ? `${before}${path.map(String).join('.')}${after}` : ''
}

function at(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined), // prettier-ignore
    input
  )
}
