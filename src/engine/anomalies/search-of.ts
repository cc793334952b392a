import type { Anomaly } from '../../contract'

/** Searches whose findings bear other names than their own, by these names. */
const SEARCHES = new Map([
  ['source_gap', 'source_conflict'],
  ['stale_part', 'stale_record'],
  ['survey_copies', 'survey_fault'],
  ['survey_speed', 'survey_fault'],
  ['survey_straight', 'survey_fault'],
  ['nothing_newer', 'drift']
])

/** The search that makes a finding, as a report names it where it fails. */
export function searchOf({ detector, place }: Pick<Anomaly, 'detector' | 'place'>): string {
  if (place === 'tables') return 'between_tables'
  // Rules between columns were named after the column that they start from.
  if (detector.startsWith('dependency_')) return 'dependency_violation'
  return SEARCHES.get(detector) ?? detector
}

/** Searches of all tables at once: where one fails, what it says of any of them is not known. */
export const OF_ALL_TABLES: readonly string[] = ['between_tables', 'drift']
