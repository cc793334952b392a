import type { Evidence, TableRef } from '../../contract'
import { fail } from '../errors'
import { tableMentions } from '../findings'
import type { Project } from '../project'
import { readColumns, readSelect, runQuery, visit } from '../tables'
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
  const { sql: inner, tree } = await readSelect(project, sql, signal)
  const mentions = await tableMentions(project, inner)
  const names = new Map(mentions.map(({ table }) => [`${table.schema}.${table.name}`, table]))
  const tables = [...names.values()]
  const [first] = tables
  if (!first) throw noTable(inner)
  const behind = await rowsBehind(project, inner, signal)
  const listed = [...names.keys()]
  return {
    title: { fr: 'Résultat d’une requête', en: 'Result of a query' },
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
    columns: tables.length === 1 ? await columnsNamed(project, first, tree) : []
  }
}

/** The columns of a table that a query names, in the order of the table. */
async function columnsNamed(project: Project, table: TableRef, tree: unknown): Promise<string[]> {
  const named = new Set<string>()
  visit(tree, ({ class: kind, column_names: path }) => {
    if (kind === 'COLUMN_REF' && Array.isArray(path)) named.add(String(path.at(-1)).toLowerCase())
  })
  return (await readColumns(project, table)).flatMap(({ name }) => (named.has(name.toLowerCase()) ? [name] : []))
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
