import type { Dependency, TableProfile } from '../../contract'
import { findDependencies } from '../profile'
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
  let dependencies: Promise<readonly Dependency[]> | undefined
  return {
    table,
    profile,
    unread: new Map(),
    written: new Map(),
    now,
    signal,
    rows: (sql) => project.rows(sql, { signal }),
    sample: () => Promise.resolve({ sql: table.sql, rows: table.rows, whole: true }),
    dependencies: () => (dependencies ??= dependenciesOf(project, table, profile, signal))
  }
}

async function dependenciesOf(
  project: Project,
  table: Table,
  { columns }: TableProfile,
  signal?: AbortSignal
): Promise<readonly Dependency[]> {
  const found = await project.database.withConnection((connection) =>
    findDependencies({ connection, table, columns, signal, onShare: () => {} }, { paired: false })
  )
  return found.found
}
