import type { Evidence } from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { gateSelect, readColumns, readNames, runQuery, withSchemas } from '../tables'
import { queryTitle } from './query-title'
import { rowsBehind } from './rows-behind'

/**
 * A query of the user as evidence: `rowsSql` are the rows behind it where it gives one aggregated figure of one
 * table's rows, else its own rows. Counting them is bounded in time as the query itself is.
 */
export function queryEvidence(
  project: Project,
  sql: string,
  signal?: AbortSignal,
  timeLimit?: number
): Promise<Evidence> {
  return runQuery(sql, (stop) => evidenceOf(project, sql, stop), signal, timeLimit)
}

async function evidenceOf(project: Project, sql: string, signal: AbortSignal): Promise<Evidence> {
  const passed = await gateSelect(project, sql, signal)
  const { mentions, columns } = await readNames(project, passed)
  // Read by itself elsewhere, with another schema before the eyes, it says the same.
  const inner = withSchemas(passed, mentions)
  const names = new Map(mentions.map(({ table }) => [`${table.schema}.${table.name}`, table]))
  const tables = [...names.values()]
  const [first] = tables
  if (!first) throw noTable(inner)
  const behind = await rowsBehind(project, inner, signal)
  const listed = [...names.keys()]
  return {
    title: await queryTitle(project, inner, tables, signal),
    definition: behind
      ? {
          fr: `Chiffre calculé par une requête SQL sur ${listed.join(', ')} ; les lignes sont celles dont il est fait.`,
          en: `Figure computed by an SQL query on ${listed.join(', ')}; the rows are those it is made of.`
        }
      : {
          fr: `Résultat d’une requête SQL sur ${listed.join(', ')} ; les lignes sont celles du résultat.`,
          en: `Result of an SQL query on ${listed.join(', ')}; the rows are those of the result.`
        },
    n: behind?.n ?? null,
    filter: { fr: 'tel que la requête le dit', en: 'as the query says' },
    sql: inner,
    rowsSql: behind?.sql ?? inner,
    table: tables.length === 1 ? first : null,
    columns: tables.length === 1 ? inOrder(await readColumns(project, first), columns) : []
  }
}

/** The columns that a query names, in the order of the table. */
function inOrder(all: readonly { name: string }[], named: readonly { column: string }[]): string[] {
  const used = new Set(named.map(({ column }) => column))
  return all.flatMap(({ name }) => (used.has(name) ? [name] : []))
}

function noTable(sql: string): Error {
  return fail(
    'input',
    {
      fr: 'Cette requête ne lit aucune table du projet\u00a0: elle ne prouve rien sur les données.',
      en: 'This query reads no table of the project: it proves nothing about the data.'
    },
    { sql }
  )
}
