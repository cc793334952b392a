import type { Project } from '../project'
import { fail } from '../errors'
import { text } from '../sql'

/** Table functions that a user's query may call; all others could read files, settings or run text as SQL. */
const TABLE_FUNCTIONS = new Set([
  'range',
  'generate_series',
  'unnest',
  'repeat',
  'repeat_row',
  'json_each',
  'json_tree',
  'summary',
  'duckdb_columns',
  'duckdb_tables',
  'duckdb_views',
  'duckdb_functions',
  'pragma_table_info',
  'histogram',
  'histogram_values'
])
const FORBIDDEN_FUNCTIONS = new Set([
  'current_setting',
  'getenv',
  'getvariable',
  'nextval',
  'currval',
  'write_log',
  'parse_duckdb_log_message',
  'json_execute_serialized_sql',
  'txid_current',
  'add_parquet_key'
])
const FORBIDDEN_RELATIONS =
  /^(duckdb_(settings|secrets|logs|log_contexts|databases|extensions|memory|temporary_files|optimizers|variables)|pragma_(database_list|version|platform|user_agent)|sqlite_)/i

/**
 * Lets a query through only if it is one SELECT that stays inside the project, judged on DuckDB's own parse tree.
 * Answers the query without its final semicolon. Parser errors keep their place (1-based line and column).
 */
export async function gateSelect(project: Project, sql: string, signal?: AbortSignal): Promise<string> {
  const rows = await project.rows<{ tree: string }>(`SELECT json_serialize_sql(${text(sql)})::VARCHAR AS tree`, {
    signal
  })
  const tree = JSON.parse(rows[0]?.tree ?? '{}') as Parsed
  if (tree.error) throw parseFailure(sql, tree)
  if (tree.statements?.length !== 1) throw refused(sql, 'une seule requête à la fois', 'one query at a time')
  visit(tree.statements, (node) => checkNode(sql, node))
  return sql.trim().replace(/;+\s*$/, '')
}

interface Parsed {
  error?: boolean
  error_type?: string
  error_message?: string
  position?: string
  statements?: unknown[]
}

type Node = Record<string, unknown>

function checkNode(sql: string, node: Node): void {
  if (node.type === 'TABLE_FUNCTION') {
    const name = String((node.function as Node | undefined)?.function_name ?? '').toLowerCase()
    if (!TABLE_FUNCTIONS.has(name))
      throw refused(
        sql,
        `la fonction de table « ${name} » n’est pas permise`,
        `the table function “${name}” is not allowed`
      )
  }
  if (node.class === 'FUNCTION') {
    const name = String(node.function_name ?? '').toLowerCase()
    if (FORBIDDEN_FUNCTIONS.has(name))
      throw refused(sql, `la fonction « ${name} » n’est pas permise`, `the function “${name}” is not allowed`)
  }
  if (node.type === 'BASE_TABLE') {
    const name = String(node.table_name ?? '')
    if (FORBIDDEN_RELATIONS.test(name))
      throw refused(sql, `la table « ${name} » n’est pas lisible`, `the table “${name}” may not be read`)
  }
}

/** Walks the whole tree without recursion: a hostile query nests as deep as it likes. */
function visit(root: unknown, check: (node: Node) => void): void {
  const pending: unknown[] = [root]
  while (pending.length) {
    const value = pending.pop()
    if (Array.isArray(value)) for (const item of value) pending.push(item)
    else if (value && typeof value === 'object') {
      check(value as Node)
      for (const item of Object.values(value)) pending.push(item)
    }
  }
}

function parseFailure(sql: string, tree: Parsed): Error {
  if (tree.error_type === 'not implemented')
    return refused(sql, 'seules les requêtes SELECT sont permises ici', 'only SELECT queries are allowed here')
  const before = sql.slice(0, Number(tree.position ?? 0))
  const line = before.split('\n').length
  const column = before.length - before.lastIndexOf('\n')
  const detail = tree.error_message ?? ''
  return fail(
    'input',
    { fr: `Erreur de syntaxe : ${detail}`, en: `Syntax error: ${detail}` },
    { sql, place: tree.position === undefined ? undefined : { line, column } }
  )
}

function refused(sql: string, fr: string, en: string): Error {
  return fail(
    'refused',
    { fr: `Requête refusée : ${fr}.`, en: `Query refused: ${en}.` },
    {
      sql,
      hint: {
        fr: 'Écrivez une requête SELECT sur les tables du projet.',
        en: 'Write a SELECT query on the tables of the project.'
      }
    }
  )
}
