import type { Anomaly, AnomalyKind, ColumnProfile, Dependency, LocalizedText, TableProfile } from '../../contract'
import type { Row } from '../db'
import type { SegmentRule } from '../profile'
import type { Table } from '../tables'
import type { Sample } from './sample'
import type { Unread } from './unread'
import type { Written } from './written'

/** What a detector may look at; everything else it asks by SQL over its table. */
export interface DetectorContext {
  readonly table: Table
  readonly profile: TableProfile
  /** By column, the empty cells whose raw text could not be read. */
  readonly unread: ReadonlyMap<string, Unread>
  /** By column, the texts as they stand in the file. */
  readonly written: ReadonlyMap<string, Written>
  readonly now: Date
  readonly signal?: AbortSignal
  rows<T extends Row>(sql: string): Promise<T[]>
  /** Drops a table of `scratch`, also once the search was stopped. */
  drop(table: string): Promise<void>
  /** Some rows of the table, the same for all who ask: to leave early what cannot hold of the whole. */
  sample(): Promise<Sample>
  /** Approximate functional dependencies of single columns on one another, searched once. */
  dependencies(): Promise<readonly Dependency[]>
  /** Those that do not hold, though most rows keep them: of one segment they may. */
  nearDependencies(): Promise<readonly Dependency[]>
  /** Those that hold within some values of a category alone, searched once. */
  segmentDependencies(): Promise<readonly SegmentRule[]>
}

/** A way to look for anomalies in one table, without labels or settings. Findings without rows are not told. */
export interface Detector {
  readonly name: string
  readonly title: LocalizedText
  /** What it may find. */
  readonly kinds: readonly AnomalyKind[]
  detect(context: DetectorContext): AsyncIterable<Anomaly>
}

/** Columns of a profile that a test picks, in table order. */
export function columnsWhere(context: DetectorContext, test: (column: ColumnProfile) => boolean): ColumnProfile[] {
  return context.profile.columns.filter(test)
}
