import type { Dependency, TableProfile } from '../../contract'
import { findRules, findSegmentRules, type SegmentRule } from '../profile'
import type { Project } from '../project'
import type { Table } from '../tables'
import type { DetectorContext } from './detector'

/** What may be asked of a table by its profile and its rows alone: neither the texts of its file nor a sample is at hand. */
export function bareContext(
  project: Project,
  table: Table,
  profile: TableProfile,
  now: Date,
  signal?: AbortSignal
): DetectorContext {
  let rules: Promise<Rules> | undefined
  let segments: Promise<SegmentRule[]> | undefined
  const rulesOf = () => (rules ??= rulesOfTable(project, table, profile, signal))
  return {
    table,
    profile,
    unread: new Map(),
    written: new Map(),
    now,
    signal,
    rows: (sql) => project.rows(sql, { signal }),
    drop: async (scratch) => {
      if (!project.database.isClosed) await project.database.run(`DROP TABLE IF EXISTS ${scratch}`)
    },
    sample: () => Promise.resolve({ sql: table.sql, rows: table.rows, whole: true }),
    dependencies: async () => (await rulesOf()).found,
    nearDependencies: async () => (await rulesOf()).near,
    segmentDependencies: async () => {
      const { found, near } = await rulesOf()
      return await (segments ??= segmentsOfTable(project, table, profile, [...found, ...near], signal))
    }
  }
}

type Rules = Record<'found' | 'near', readonly Dependency[]>

function rulesOfTable(project: Project, table: Table, { columns }: TableProfile, signal?: AbortSignal): Promise<Rules> {
  return project.database.withConnection((connection) =>
    findRules({ connection, table, columns, signal, onShare: () => {} })
  )
}

function segmentsOfTable(
  project: Project,
  table: Table,
  { columns }: TableProfile,
  known: readonly Dependency[],
  signal?: AbortSignal
): Promise<SegmentRule[]> {
  return project.database.withConnection((connection) =>
    findSegmentRules({ connection, table, columns, signal }, known)
  )
}
