import { createHash } from 'node:crypto'
import type { StoredFinding, TableRef, TableState } from '../../contract'
import { ChantierError } from '../errors'
import type { Project } from '../project'
import { tableName } from '../sql'
import { resolveTable, tableMentions } from '../tables'

/** What tells how the queries of a finding follow the recipe. */
type Followed = Pick<StoredFinding, 'kind' | 'evidence'>

/**
 * Whether the queries of a finding stay on the schema that they name: a user's own, a comparison, which may be of the
 * rows as loaded with those of the recipe, and a rule on the rows as loaded.
 */
export function staysAsWritten({ kind, evidence }: Followed): boolean {
  return kind === 'query' || kind === 'comparison' || (kind === 'rule' && evidence.table?.schema === 'raw')
}

/**
 * The project tables that a query reads, as the query of a finding follows them: see `staysAsWritten`; every other figure
 * is about the table as analysed. The table whose values chose raw rows is one of them.
 */
export async function followedTables(project: Project, sql: string, finding: Followed): Promise<TableRef[]> {
  const mentions = await tableMentions(project, sql)
  const read = mentions.map(({ table }): TableRef =>
    staysAsWritten(finding) ? table : { schema: 'clean', name: table.name }
  )
  const { chosenIn } = finding.evidence
  return distinct(chosenIn ? [...read, chosenIn] : read)
}

/** The present state of each table, without those that no longer exist; the references stay as they were given. */
export async function tableStates(project: Project, refs: readonly TableRef[]): Promise<TableState[]> {
  const states = await Promise.all(
    distinct(refs).map(async (table) => {
      const resolved = await resolveTable(project, table).catch((error: unknown) => {
        if (error instanceof ChantierError && error.data.kind === 'not_found') return null
        throw error
      })
      return resolved ? [{ table, fingerprint: resolved.fingerprint, rows: resolved.rows }] : []
    })
  )
  return states.flat()
}

/** One fingerprint for the tables together. */
export function fingerprintOf(states: readonly TableState[]): string {
  const parts = states.map(({ table, fingerprint, rows }) => [table.schema, table.name, fingerprint, rows])
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

/**
 * The query moved to the tables as they are analysed now, where a recipe has come or gone since it was written; but for
 * one table, if any, whose rows are taken as they were loaded.
 */
export async function rebaseQuery(project: Project, sql: string, loaded?: string): Promise<string> {
  const mentions = (await tableMentions(project, sql)).sort((a, b) => b.offset - a.offset)
  let bytes = Buffer.from(sql, 'utf8')
  for (const { offset, table } of mentions) {
    const now = table.name === loaded ? { schema: 'raw' as const, name: loaded } : await analysed(project, table)
    const written = Buffer.from(tableName(table), 'utf8')
    if (!now || now.schema === table.schema || !bytes.subarray(offset).subarray(0, written.length).equals(written))
      continue
    bytes = Buffer.concat([
      bytes.subarray(0, offset),
      Buffer.from(tableName(now), 'utf8'),
      bytes.subarray(offset + written.length)
    ])
  }
  return bytes.toString('utf8')
}

async function analysed(project: Project, { name }: TableRef): Promise<TableRef | null> {
  const [state] = await tableStates(project, [{ schema: 'clean', name }])
  return state ? (await resolveTable(project, state.table)).ref : null
}

function distinct(refs: readonly TableRef[]): TableRef[] {
  const byKey = new Map(refs.map((ref) => [JSON.stringify([ref.schema, ref.name]), ref]))
  return [...byKey.keys()].sort().flatMap((key) => byKey.get(key) ?? [])
}
