import { ChantierError, fail } from '../errors'

/** How long a user's query may run, in milliseconds. */
export const QUERY_TIME_MS = 60_000

/** Runs `work` for so long at most: it is then stopped, and the error says so, with what to do. */
export async function withTimeLimit<T>(
  work: (signal: AbortSignal) => Promise<T>,
  signal?: AbortSignal,
  milliseconds = QUERY_TIME_MS
): Promise<T> {
  const clock = new AbortController()
  const timer = setTimeout(() => clock.abort(), milliseconds)
  try {
    return await work(signal ? AbortSignal.any([signal, clock.signal]) : clock.signal)
  } catch (error) {
    const stopped = error instanceof ChantierError && error.data.kind === 'cancelled'
    if (stopped && clock.signal.aborted && !signal?.aborted) throw tooLong(milliseconds)
    throw error
  } finally {
    clearTimeout(timer)
  }
}

function tooLong(milliseconds: number): Error {
  const seconds = milliseconds / 1000
  return fail(
    'limit',
    {
      fr: `Requête arrêtée : elle dépasse ${seconds} secondes.`,
      en: `Query stopped: it takes more than ${seconds} seconds.`
    },
    {
      hint: {
        fr: 'Filtrez les lignes, ajoutez LIMIT, ou vérifiez les conditions de jointure.',
        en: 'Filter the rows, add LIMIT, or check the join conditions.'
      }
    }
  )
}
