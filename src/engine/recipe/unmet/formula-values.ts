import type { Connection } from '../../db'
import { text } from '../../sql'
import { readSelect, visit, type Node } from '../../tables'
import type { NamedGroup } from './named-group'

const MATCHES: ReadonlyMap<string, string> = new Map([
  ['~~', '~~'],
  ['!~~', '~~'],
  ['~~*', '~~*'],
  ['!~~*', '~~*']
])
const EQUALS = /^COMPARE_(EQUAL|NOTEQUAL|DISTINCT_FROM|NOT_DISTINCT_FROM)$/

/**
 * The texts that a formula compares with something of its row, for being equal or like: a group for each comparison, in
 * DuckDB's own writing. Numbers are no names: 0 in a formula is a guard more often than a code.
 */
export async function formulaValues(
  reader: Pick<Connection, 'rows'>,
  expression: string,
  signal?: AbortSignal
): Promise<NamedGroup[]> {
  const { tree } = await readSelect(reader, `SELECT [\n${expression}\n]`, signal)
  const [statement] = tree as { node?: Node }[]
  const groups: NamedGroup[] = []
  for (const { left, tests } of comparisonsOf(tree)) {
    const [of = '', ...wheres] = await writtenBack(reader, statement, [left, ...tests.map(({ node }) => node)], signal)
    const values = tests.map(({ value }, place) => ({ value, where: `TRY(${wheres[place] ?? 'false'})` }))
    groups.push({ of: nameOf(left) ?? of, values })
  }
  return groups
}

interface Comparison {
  left: Node
  tests: { value: string; node: Node }[]
}

function comparisonsOf(tree: unknown): Comparison[] {
  // What stands in a lambda is compared with parts of a cell, which no query of rows can name.
  const inner = new WeakSet<Node>()
  visit(tree, (node) => {
    if (node.class === 'LAMBDA') visit([node.lhs, node.expr], (each) => void inner.add(each))
  })
  const found: Comparison[] = []
  visit(tree, (node) => {
    const comparison = inner.has(node) ? null : comparisonOf(node)
    if (comparison) found.push(comparison)
  })
  return found.reverse()
}

function comparisonOf(node: Node): Comparison | null {
  const type = String(node.type)
  const children = Array.isArray(node.children) ? (node.children as Node[]) : []
  const like = node.class === 'FUNCTION' ? MATCHES.get(String(node.function_name)) : undefined
  const [first, ...rest] =
    EQUALS.test(type) && node.class === 'COMPARISON'
      ? bySide(node.left as Node, node.right as Node)
      : type === 'COMPARE_IN' || type === 'COMPARE_NOT_IN' || like !== undefined
        ? children
        : []
  if (!first || !readsColumn(first)) return null
  const tests = rest.flatMap((constant) => {
    const value = textOf(constant)
    if (value === null) return []
    const equal = { class: 'COMPARISON', type: 'COMPARE_EQUAL', alias: '', query_location: 0, left: first, right: constant } // prettier-ignore
    return [{ value, node: like === undefined ? equal : { ...node, function_name: like } }]
  })
  return tests.length ? { left: first, tests } : null
}

function bySide(left: Node, right: Node): Node[] {
  return textOf(left) === null ? [left, right] : [right, left]
}

function readsColumn(node: Node): boolean {
  let reads = false
  visit(node, (inner) => {
    if (inner.class === 'COLUMN_REF') reads = true
  })
  return reads
}

/** The text of a constant; null for any other node, and for the empty text, which is no name. */
function textOf(node: Node): string | null {
  const constant = node.class === 'CONSTANT' ? (node.value as Node) : {}
  const isText = (constant.type as Node | undefined)?.id === 'VARCHAR'
  return isText && typeof constant.value === 'string' && constant.value !== '' ? constant.value : null
}

function nameOf(node: Node): string | null {
  const names = node.class === 'COLUMN_REF' && Array.isArray(node.column_names) ? node.column_names : []
  return names.length === 1 ? String(names[0]) : null
}

/** Expressions of a parsed formula as SQL, each by itself. */
async function writtenBack(
  reader: Pick<Connection, 'rows'>,
  statement: { node?: Node } | undefined,
  expressions: readonly Node[],
  signal?: AbortSignal
): Promise<string[]> {
  const asked = expressions.map((expression) => {
    const node = { ...statement?.node, select_list: [expression] }
    const json = JSON.stringify({ error: false, statements: [{ ...statement, node }] }, withoutPlaces)
    return `json_deserialize_sql(${text(json)})`
  })
  const [row] = await reader.rows<{ written: string[] }>(`SELECT [${asked.join(', ')}] AS written`, { signal })
  return (row?.written ?? []).map((sql) => sql.replace(/^SELECT /, ''))
}

/** A place may be a number that JSON here cannot hold. */
function withoutPlaces(key: string, value: unknown): unknown {
  return key === 'query_location' ? 0 : value
}
