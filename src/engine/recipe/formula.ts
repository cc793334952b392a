import { typeInWords, typesInWords, type ColumnInfo } from '../../contract'
import type { Connection } from '../db'
import { ChantierError, fail, toErrorData } from '../errors'
import { text } from '../sql'
import { readSelect, refusalInWords, visit, type Node } from '../tables'
import { formulaSql } from './steps/formula-sql'

/** What a formula is found to be: the columns that it reads, and the DuckDB type of what it makes. */
export interface Formula {
  reads: string[]
  type: string
}

/** Functions whose value depends on when they are asked: a recipe has to make the same table each time. */
const FLEETING =
  /^(now|today|current_\w+|get_current_\w+|transaction_timestamp|localtime|localtimestamp|random|setseed|uuid\w*|gen_random_uuid|nextval|currval|stats|in_search_path|txid_current|version|pg_\w+|getvariable|error)$/i

/**
 * Judges a formula for one row by the gate of user queries, on DuckDB's own parse tree, then has DuckDB bind it to the rows
 * that come to it. An error says what is wrong, and where DuckDB knows it.
 */
export async function readFormula(
  reader: Pick<Connection, 'rows'>,
  expression: string,
  rows: string,
  columns: readonly ColumnInfo[],
  signal?: AbortSignal
): Promise<Formula> {
  // A list shows a formula that closes the bracket before it, or is several.
  const tree = await parse(reader, expression, signal)
  const reads = columnsRead(oneItem(tree, expression), columns, expression)
  try {
    const [described] = await reader.rows<{ column_type: string }>(
      `DESCRIBE SELECT ${formulaSql(expression)} AS value FROM (${rows}) LIMIT 0`,
      { signal }
    )
    return { reads, type: described?.column_type ?? 'VARCHAR' }
  } catch (error) {
    const { kind, message, detail } = toErrorData(error)
    if (kind === 'cancelled') throw error
    if (/aggregates are not allowed/.test(detail ?? message.en))
      throw await ofManyRows(reader, tree, expression, signal)
    const types = columns.filter(({ name }) => reads.includes(name))
    const list = (of: (column: ColumnInfo) => string): string => types.map(of).join(', ')
    const about = {
      fr: types.length ? ` ; elle lit ${list(({ name, type }) => `« ${name} » (${typeInWords(type).fr})`)}` : '',
      en: types.length ? `; it reads ${list(({ name, type }) => `“${name}” (${typeInWords(type).en})`)}` : ''
    }
    const why = types.length && isMistyped(detail ?? message.en)
    const words = refusalInWords(detail ?? message.en)?.message ?? typesInWords(ownWords(message.en))
    throw refused(
      `elle ne peut pas être calculée${why ? ' avec ces types de colonnes' : ''}${about.fr} [${firstLine(words.fr)}]`,
      `it cannot be computed${why ? ' with these types of columns' : ''}${about.en} [${firstLine(words.en)}]`,
      expression
    )
  }
}

/** The parse tree of a formula in brackets of ours; what the parser refuses is told at its place in the formula. */
async function parse(reader: Pick<Connection, 'rows'>, expression: string, signal?: AbortSignal): Promise<unknown[]> {
  try {
    return (await readSelect(reader, `SELECT [\n${expression}\n]`, signal)).tree
  } catch (error) {
    if (!(error instanceof ChantierError) || error.data.place?.line === undefined) throw error
    const { message, hint, place, detail } = error.data
    const line = error.data.place.line
    // Its last line stands before our bracket.
    const lines = expression.split('\n')
    if (line > lines.length + 1 && !/unterminated/.test(detail ?? '')) throw unfinished(expression)
    throw fail('input', message, {
      sql: expression,
      hint,
      detail,
      place: { ...place, line: Math.max(1, line - 1) }
    })
  }
}

function unfinished(expression: string): Error {
  return fail(
    'input',
    {
      fr: 'La formule n’est pas finie : il manque quelque chose après sa fin, une valeur, une colonne ou une parenthèse fermante.',
      en: 'The formula is not finished: something is missing at its end, a value, a column or a closing parenthesis.'
    },
    { sql: expression, hint: EXAMPLES }
  )
}

/** What is said of a formula that takes many rows together. */
async function ofManyRows(
  reader: Pick<Connection, 'rows'>,
  tree: unknown,
  expression: string,
  signal?: AbortSignal
): Promise<Error> {
  const called = new Set<string>()
  visit(tree, (node) => void (node.class === 'FUNCTION' && called.add(String(node.function_name))))
  const [found] = await reader.rows<{ name: string }>(
    `SELECT function_name AS name FROM duckdb_functions() WHERE function_type = 'aggregate' AND function_name IN (${[...called].map(text).join(', ') || "''"}) LIMIT 1`,
    { signal }
  )
  // `count(*)` is called so by the parser.
  const name = found?.name.replace('_star', '') ?? ''
  return fail(
    'input',
    {
      fr: `Une formule se calcule sur une ligne à la fois, et « ${name} » réunit plusieurs lignes. Pour une somme, un nombre ou une moyenne par groupe, ajoutez une étape « Étaler en colonnes ».`,
      en: `A formula is computed for one row at a time, and “${name}” takes many rows together. For a sum, a count or a mean of each group, add a step “Spread over columns”.`
    },
    { sql: expression, hint: EXAMPLES }
  )
}

/** Whether DuckDB found no function for the types that it was given; it then lists all those that it knows. */
function isMistyped(detail: string): boolean {
  return /No function matches|Could not choose a best candidate|Cannot compare values/.test(detail)
}

/** What DuckDB says, without what kind of error it calls that. */
function ownWords(message: string): string {
  return message.replace(/^DuckDB refused the query: /, '').replace(/^\w+(?: \w+)? Error: /, '')
}

function firstLine(words: string): string {
  return words.split('\n', 1)[0]?.trim().replace(/\.$/, '') ?? ''
}

function oneItem(tree: unknown, expression: string): Node {
  const [statement] = tree as { node?: Node }[]
  const node = statement?.node ?? {}
  const list = (value: unknown): Node[] => (Array.isArray(value) ? (value as Node[]) : [])
  const [item, another] = list(node.select_list)
  const isPlain =
    node.type === 'SELECT_NODE' &&
    (node.from_table as Node | undefined)?.type === 'EMPTY' &&
    !node.where_clause &&
    !node.having &&
    !node.qualify &&
    !node.sample &&
    !list(node.modifiers).length &&
    !list(node.group_expressions).length
  const children = list(item?.children)
  const [only] = children
  if (!isPlain || another || item?.function_name !== 'list_value' || item.alias || children.length !== 1 || !only)
    throw refused('elle doit être une seule expression', 'it has to be one expression', expression)
  return only
}

function columnsRead(formula: Node, columns: readonly ColumnInfo[], expression: string): string[] {
  const known = new Map(columns.map(({ name }) => [name.toLowerCase(), name]))
  const named: string[] = []
  const own = new Set<string>()
  visit(formula, (node) => {
    if (node.class === 'SUBQUERY' || node.class === 'WINDOW' || node.class === 'STAR' || node.class === 'PARAMETER')
      throw refused(
        'elle ne peut regarder qu’une ligne à la fois (ni sous-requête, ni fenêtre, ni *)',
        'it may look at one row at a time only (no subquery, no window, no *)',
        expression
      )
    if (node.class === 'FUNCTION' && FLEETING.test(String(node.function_name)))
      throw refused(
        `« ${String(node.function_name)} » change d’une fois à l’autre`,
        `“${String(node.function_name)}” changes from one time to the next`,
        expression
      )
    if (node.class === 'LAMBDA') for (const name of namesIn(node.lhs)) own.add(name)
    if (node.class === 'COLUMN_REF') named.push(firstName(node))
  })
  const reads = new Set<string>()
  for (const name of named) {
    const column = known.get(name.toLowerCase())
    if (column !== undefined) reads.add(column)
    else if (!own.has(name))
      throw fail(
        'not_found',
        { fr: `La formule nomme une colonne « ${name} » qui n’est pas là.`, en: `The formula names a column “${name}” that is not there.` }, // prettier-ignore
        {
          hint: {
            fr: 'Écrivez les noms de colonnes entre guillemets droits ("Prix TTC") et les textes entre apostrophes (\'Lyon\').',
            en: 'Write column names in double quotes ("Net price") and texts in single quotes (\'Lyon\').'
          }
        }
      )
  }
  return [...reads]
}

function firstName(node: Node): string {
  const names = node.column_names
  return Array.isArray(names) ? String(names[0]) : ''
}

function namesIn(node: unknown): string[] {
  const names: string[] = []
  visit(node, (inner) => {
    if (inner.class === 'COLUMN_REF') names.push(firstName(inner))
  })
  return names
}

function refused(fr: string, en: string, expression: string): Error {
  return fail(
    'input',
    { fr: `Formule refusée : ${fr}.`, en: `Formula refused: ${en}.` },
    { sql: expression, hint: EXAMPLES }
  )
}

const EXAMPLES = {
  fr: 'Par exemple : "Prix" * 1.2, ou CASE WHEN "Âge" < 18 THEN \'mineur\' ELSE \'majeur\' END.',
  en: 'For example: "Price" * 1.2, or CASE WHEN "Age" < 18 THEN \'minor\' ELSE \'adult\' END.'
}
