import type { Anomaly } from '../../contract'
import { BETWEEN_TABLES, DRIFT } from '../anomalies'

/** Searches whose findings bore other names than their own in registers of earlier versions, by these names. */
const SEARCHES = new Map([
  ['source_gap', 'source_conflict'],
  ['stale_part', 'stale_record'],
  ['survey_copies', 'survey_fault'],
  ['survey_speed', 'survey_fault'],
  ['survey_straight', 'survey_fault'],
  ['nothing_newer', DRIFT]
])

/** The search that made a finding of an earlier version, which bears none: as a report names it where it fails. */
export function searchOf({ detector, place }: Partial<Pick<Anomaly, 'detector' | 'place'>>): string | undefined {
  if (place === 'tables') return BETWEEN_TABLES
  // Rules between columns were named after the column that they start from.
  if (detector?.startsWith('dependency_')) return 'dependency_violation'
  return detector && (SEARCHES.get(detector) ?? detector)
}
