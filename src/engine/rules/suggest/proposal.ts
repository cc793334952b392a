import type { LocalizedText, Progress, RuleDraft, RuleSpec, TableProfile, TableRef } from '../../../contract'
import { DEFAULT_THRESHOLDS, DIMENSION_OF } from '../../../contract'
import type { Project } from '../../project'
import type { Table } from '../../tables'
import type { Ask } from '../kinds/kind'

/** A rule that something speaks for, before its failing rows are counted. */
export interface Proposal {
  draft: RuleDraft
  reason: Reason
}

/** Why a rule is suggested; where the rows that keep it speak for it, their share of all that it judges is given. */
export type Reason = LocalizedText | ((kept: LocalizedText) => LocalizedText)

/** What rules are suggested from. */
export interface Known {
  project: Project
  table: Table
  profile: TableProfile
  ask: Ask
  signal?: AbortSignal
  report: (progress: Progress) => void
  /** Told beside the suggestions: what was not looked at or left out, how much of it, and why. */
  note: (words: LocalizedText) => void
}

/** A rule on the table as analysed, with what its kind says of it where nothing else does. */
export function proposal(
  table: TableRef,
  spec: RuleSpec,
  reason: Reason,
  dimension: RuleDraft['dimension'] = DIMENSION_OF[spec.kind]
): Proposal {
  return {
    reason,
    draft: {
      table: { schema: 'clean', name: table.name },
      spec,
      name: '',
      missing: 'apart',
      segment: null,
      thresholds: DEFAULT_THRESHOLDS,
      dimension
    }
  }
}
