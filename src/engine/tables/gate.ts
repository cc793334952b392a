import type { Project } from '../project'
import { fail } from '../errors'
import { text } from '../sql'
import { visit, type Node } from './parse-tree'
import { placeAt } from './query-error'
import { secondStatement, statementText } from './statement-text'
import { syntaxInWords } from './syntax-words'

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
  'add_parquet_key',
  'user_agent',
  'extension_versions',
  // A sleep cannot be interrupted.
  'pg_sleep',
  'sleep_ms',
  'enable_profile',
  'disable_profile',
  'setseed'
])
/** Functions that make one huge value in a single step, which no interruption reaches. */
const SWELLING_FUNCTIONS = new Set([
  'repeat',
  'lpad',
  'rpad',
  'range',
  'generate_series',
  'array_resize',
  'list_resize'
])
const MOST_IN_ONE_VALUE = 10_000_000

/** DuckDB's own views that tell of the project only; its others tell settings, paths, logs or other databases. */
const OPEN_VIEWS = /^(duckdb_(columns|constraints|indexes|schemas|tables|types|views))$/i
const SYSTEM_VIEWS = /^(duckdb_|pragma_|sqlite_|pg_)/i
const OWN_SCHEMAS = new Set(['raw', 'clean', 'chantier'])
/** The secret of `recipe`'s pseudonyms: no query shows it, so that no export carries it. */
const KEY_TABLE = 'pseudonym_key'
const FILE_NAME = /[/\\]|\.(csv|tsv|txt|json|jsonl|ndjson|parquet|db|duckdb|gz|zst)(\.|$)/i

/** True for a function that a user's query may call. */
export function isAllowedFunction(name: string, isTable: boolean): boolean {
  const plain = name.toLowerCase()
  return isTable ? TABLE_FUNCTIONS.has(plain) : !FORBIDDEN_FUNCTIONS.has(plain)
}

/** A query that passed, without what followed it (semicolons, comments), and its parse tree. */
export interface ReadSelect {
  sql: string
  tree: unknown[]
}

/**
 * Lets a query through only if it is one SELECT that stays inside the project, judged on DuckDB's own parse tree.
 * Answers the query without its final semicolon. Parser errors keep their place (1-based line and column).
 */
export async function gateSelect(project: Project, sql: string, signal?: AbortSignal): Promise<string> {
  return (await readSelect(project, sql, signal)).sql
}

/** The same, with the parse tree. */
export async function readSelect(
  project: Pick<Project, 'rows'>,
  sql: string,
  signal?: AbortSignal
): Promise<ReadSelect> {
  // Text after a NUL would not be seen by the parser.
  if (sql.includes('\0')) throw refused(sql, 'elle contient un caractère nul', 'it holds a NUL character')
  const statements = await parse(project, sql, signal)
  const streaming = new WeakSet<Node>()
  visit(statements, (node) => {
    // A table function gives its rows bit by bit, however many; the same name as a plain function makes one value.
    if (node.type === 'TABLE_FUNCTION' && node.function) streaming.add(node.function as Node)
    checkNode(sql, node, !streaming.has(node))
  })
  const bare = statementText(sql).trimStart()
  if (bare === sql) return { sql, tree: statements }
  // What runs must be what was judged: the shortened text has to mean the same.
  const again = await parse(project, bare, signal)
  if (shape(again) !== shape(statements)) throw refused(sql, 'sa fin est ambiguë', 'its end is ambiguous')
  return { sql: bare, tree: statements }
}

interface Parsed {
  error?: boolean
  error_type?: string
  error_message?: string
  position?: string
  statements?: unknown[]
}

async function parse(project: Pick<Project, 'rows'>, sql: string, signal?: AbortSignal): Promise<unknown[]> {
  const rows = await project.rows<{ tree: string }>(`SELECT json_serialize_sql(${text(sql)})::VARCHAR AS tree`, {
    signal
  })
  const tree = JSON.parse(rows[0]?.tree ?? '{}') as Parsed
  if (tree.error) throw parseFailure(sql, tree)
  if (!tree.statements?.length)
    throw fail('input', { fr: 'La requête est vide.', en: 'The query is empty.' }, { sql, hint: SELECT_HINT })
  if (tree.statements.length > 1) throw severalStatements(sql)
  return tree.statements
}

/** The tree as text without places, which shortening moves. */
function shape(statements: unknown[]): string {
  return JSON.stringify(statements, (key, value: unknown) => (key === 'query_location' ? undefined : value))
}

function checkNode(sql: string, node: Node, oneValue: boolean): void {
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
    if (oneValue && SWELLING_FUNCTIONS.has(name) && largestNumber(node.children) > MOST_IN_ONE_VALUE)
      throw tooLarge(sql, name)
  }
  if (node.type === 'BASE_TABLE' || node.type === 'SHOW_REF') checkRelation(sql, node)
}

function checkRelation(sql: string, node: Node): void {
  const [catalog, schema, name] = [node.catalog_name, node.schema_name, node.table_name].map((part) =>
    String(part ?? '').toLowerCase()
  ) as [string, string, string]
  if (schema === 'chantier' && name === KEY_TABLE) throw refused(sql, 'la clé de pseudonymisation ne se lit pas', 'the pseudonymisation key may not be read') // prettier-ignore
  if (OWN_SCHEMAS.has(schema)) return
  const closed = SYSTEM_VIEWS.test(name) && !OPEN_VIEWS.test(name)
  const keptRows = catalog === 'scratch' || schema === 'scratch'
  // DuckDB reads a file named in the place of a table; the parts of the name are joined to its path.
  if (closed || keptRows || FILE_NAME.test([catalog, schema, name].filter(Boolean).join('.')))
    throw refused(sql, `la table « ${name} » n’est pas lisible`, `the table “${name}” may not be read`)
}

/** The largest number among the plain arguments of a call. */
function largestNumber(children: unknown): number {
  let largest = 0
  for (const child of Array.isArray(children) ? (children as Node[]) : []) {
    const value = (child.value as Node | undefined)?.value
    if (typeof value === 'number' || typeof value === 'string') largest = Math.max(largest, Number(value) || 0)
  }
  return largest
}

function parseFailure(sql: string, tree: Parsed): Error {
  if (tree.error_type === 'not implemented') {
    const pivots = /\bpivot(_wider)?\b/i.test(sql)
    return refused(
      sql,
      'seules les requêtes SELECT sont permises ici',
      'only SELECT queries are allowed here',
      pivots
        ? {
            fr: "Un PIVOT doit nommer ses valeurs : PIVOT t ON colonne IN ('a', 'b') USING sum(x).",
            en: "A PIVOT has to name its values: PIVOT t ON column IN ('a', 'b') USING sum(x)."
          }
        : SELECT_HINT
    )
  }
  // DuckDB counts characters, not UTF-16 units.
  const offset = Array.from(sql)
    .slice(0, Number(tree.position ?? 0))
    .join('').length
  const detail = tree.error_message ?? ''
  const { message, hint } = syntaxInWords(detail)
  return fail('input', message, {
    sql,
    detail,
    hint,
    place: tree.position === undefined ? undefined : placeAt(sql, offset)
  })
}

function severalStatements(sql: string): Error {
  const second = secondStatement(sql)
  return fail(
    'refused',
    {
      fr: 'Requête refusée : le texte contient plusieurs requêtes, et une seule est exécutée à la fois.',
      en: 'Query refused: the text holds several queries, and one is run at a time.'
    },
    {
      sql,
      place: second === null ? undefined : placeAt(sql, second),
      hint: {
        fr: 'Sélectionnez celle à exécuter, puis Ctrl + Entrée.',
        en: 'Select the one to run, then Ctrl + Enter.'
      }
    }
  )
}

const SELECT_HINT = {
  fr: 'Écrivez une requête SELECT sur les tables du projet.',
  en: 'Write a SELECT query on the tables of the project.'
}

function refused(sql: string, fr: string, en: string, hint = SELECT_HINT): Error {
  return fail('refused', { fr: `Requête refusée : ${fr}.`, en: `Query refused: ${en}.` }, { sql, hint })
}

function tooLarge(sql: string, name: string): Error {
  return fail(
    'limit',
    {
      fr: `Requête refusée : « ${name} » ferait une seule valeur de plus de 10 millions d’éléments.`,
      en: `Query refused: “${name}” would make one value of more than 10 million items.`
    },
    { sql, hint: { fr: 'Demandez moins d’éléments.', en: 'Ask for fewer items.' } }
  )
}
