/** A node of DuckDB's parse tree, as `json_serialize_sql` writes it. */
export type Node = Record<string, unknown>

/** Walks the whole tree without recursion: a hostile query nests as deep as it likes. */
export function visit(root: unknown, check: (node: Node) => void): void {
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

const VOLATILE = /^(random|uuid|uuidv4|uuidv7|gen_random_uuid|setseed|now|clock_timestamp)$/i

/**
 * True when two runs of a query surely give their rows in the same order: one plain scan of one table, with conditions and
 * a limit at most. Groups, joins, sorts with ties, windows and samples may come out otherwise each time.
 */
export function keepsItsOrder(tree: unknown): boolean {
  const [statement] = tree as { node?: Node }[]
  const node = statement?.node
  if (node?.type !== 'SELECT_NODE') return false
  const from = node.from_table as Node | undefined
  const list = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])
  const modifiers = list(node.modifiers) as Node[]
  const ctes = list((node.cte_map as Node | undefined)?.map)
  if (!from || !['BASE_TABLE', 'EMPTY', 'EXPRESSION_LIST'].includes(String(from.type)) || from.sample || node.sample)
    return false
  if (ctes.length || list(node.group_expressions).length || modifiers.some(({ type }) => type !== 'LIMIT_MODIFIER'))
    return false
  let plain = true
  visit(node, (inner) => {
    if (inner.class === 'SUBQUERY' || inner.class === 'WINDOW') plain = false
    if (inner.class === 'FUNCTION' && VOLATILE.test(String(inner.function_name))) plain = false
  })
  return plain
}
