import type { AnomalyEvent, AnomalyReport } from '../../contract'

/** Follows a search to its end and answers what it found; `heard` is told of what comes before. */
export async function searchResult(
  events: AsyncIterable<AnomalyEvent>,
  heard: (event: AnomalyEvent) => void
): Promise<AnomalyReport> {
  for await (const event of events) {
    if (event.type === 'done') return event.result
    heard(event)
  }
  throw new Error('a search ended without a result')
}
