import type { TableRef } from '../../contract'
import type { Node } from './parse-tree'

/** A column of a table that a query names. */
export interface NamedColumn {
  table: TableRef
  column: string
}

/** A column as a query may call it, and the columns of tables that its values are read from; none where they are computed. */
interface Output {
  name: string
  origins: readonly NamedColumn[]
}

/** What stands in a FROM: by what it is called, and its columns; null where these are not known from the text. */
interface Relation {
  called: string
  schema: string
  columns: readonly Output[] | null
}

/** What a name may mean where it stands: relations from the inmost query outwards, WITH clauses, and names of the query's own. */
interface Scope {
  relations: readonly (readonly Relation[])[]
  ctes: ReadonlyMap<string, readonly Output[] | null>
  /** Names that go before those of columns, in lower case: parameters of lambdas, aliases in ORDER BY. */
  own: ReadonlySet<string>
}

type TableOf = (node: Node) => { table: TableRef; columns: readonly string[] } | null

/**
 * The columns of tables that a query names, each once in the order of the text, as DuckDB resolves names: the inmost FROM that has
 * one of that name; an alias of the query's own only in its ORDER BY, and where no column has its name. `tableOf` tells which table a
 * BASE_TABLE node is, null where it is none of the project.
 */
export function namedColumns(statements: readonly Node[], tableOf: TableOf): NamedColumn[] {
  const found = new Map<string, NamedColumn>()
  const reader = new Reader(tableOf, (column) => void found.set(JSON.stringify([column.table, column.column]), column))
  for (const statement of statements) reader.query(statement.node, { relations: [], ctes: new Map(), own: new Set() })
  return [...found.values()]
}

class Reader {
  constructor(
    private readonly tableOf: TableOf,
    private readonly found: (column: NamedColumn) => void
  ) {}

  /** Reads a query and answers the columns that it gives. */
  query(value: unknown, outer: Scope): Output[] | null {
    const node = value as Node | null | undefined
    if (!node) return null
    let scope = outer
    for (const clause of nodes((node.cte_map as Node | undefined)?.map)) {
      const given = clause.value as Node
      const query = (given.query as Node | undefined)?.node
      const columns = renamed(this.query(query, scope), given.aliases)
      scope = { ...scope, ctes: new Map(scope.ctes).set(lower(clause.key), columns) }
    }
    if (node.type === 'SELECT_NODE') return this.select(node, scope)
    const first = this.query(node.left, scope)
    const own = renamed(first, node.aliases)
    const ctes = node.type === 'RECURSIVE_CTE_NODE' ? new Map(scope.ctes).set(lower(node.cte_name), own) : scope.ctes
    const second = this.query(node.right, { ...scope, ctes })
    const columns = first && second ? both(first, second) : first
    this.sorted(node, { ...scope, relations: [[{ called: '', schema: '', columns }], ...scope.relations] })
    return columns
  }

  private select(node: Node, outer: Scope): Output[] | null {
    const relations = this.from(node.from_table, outer)
    const scope = { ...outer, relations: [relations, ...outer.relations] }
    const list = nodes(node.select_list)
    const columns: Output[] = []
    let isKnown = true
    for (const item of list) {
      if (item.class === 'STAR') {
        const starred = item.columns ? null : starOf(item, relations)
        if (starred) columns.push(...starred)
        else isKnown = false
        this.expression([item.replace_list, item.expr], scope)
        continue
      }
      const origins = item.class === 'COLUMN_REF' ? this.resolve(pathOf(item), scope) : []
      this.expression(item, scope)
      columns.push({ name: String(item.alias || (item.class === 'COLUMN_REF' ? pathOf(item).at(-1) : '')), origins })
    }
    const aliases = new Set(list.flatMap(({ alias }) => (alias ? [lower(alias)] : [])))
    const rest = [node.where_clause, node.group_expressions, node.having, node.qualify]
    // A column of the FROM goes before an alias there, an alias before a column of an outer query.
    this.expression(rest, scope, aliases)
    this.sorted(node, scope, aliases)
    return isKnown ? columns : null
  }

  /** ORDER BY and LIMIT, where an alias goes before a column. */
  private sorted(node: Node, scope: Scope, aliases: ReadonlySet<string> = new Set()): void {
    const hidden = { ...scope, own: new Set([...scope.own, ...aliases]) }
    for (const modifier of nodes(node.modifiers)) this.expression(modifier, hidden)
  }

  private from(value: unknown, scope: Scope): Relation[] {
    const node = value as Node | null | undefined
    if (!node) return []
    const alias = String(node.alias ?? '')
    const relation = (columns: readonly Output[] | null, called = alias, schema = ''): Relation[] => [
      { called: lower(called), schema: lower(schema), columns: renamed(columns, node.column_name_alias) }
    ]
    switch (node.type) {
      case 'BASE_TABLE': {
        const name = String(node.table_name)
        const found = this.tableOf(node)
        const given = found
          ? found.columns.map((column) => ({ name: column, origins: [{ table: found.table, column }] }))
          : node.schema_name
            ? null
            : (scope.ctes.get(lower(name)) ?? null)
        return relation(given, alias || name, alias ? '' : (found?.table.schema ?? String(node.schema_name)))
      }
      case 'SUBQUERY':
        return relation(this.query((node.subquery as Node).node, scope))
      case 'JOIN': {
        const left = this.from(node.left, scope)
        // What stands on the right may see what stands on the left.
        const right = this.from(node.right, { ...scope, relations: [left, ...scope.relations] })
        const all = [...left, ...right]
        const inside = { ...scope, relations: [all, ...scope.relations] }
        for (const name of texts(node.using_columns)) this.resolve([name], inside).forEach(this.found)
        this.expression(node.condition, inside)
        return all
      }
      case 'EMPTY':
        return []
      default: {
        // Pivots, table functions, lists of values: their columns are made, what they are made of is named.
        const { source, ...made } = node
        this.expression(made, { ...scope, relations: [this.from(source, scope), ...scope.relations] })
        return relation(null)
      }
    }
  }

  /** Every column that an expression names, without recursion but into subqueries. */
  private expression(root: unknown, scope: Scope, aliases: ReadonlySet<string> = new Set()): void {
    const pending: { value: unknown; scope: Scope }[] = [{ value: root, scope }]
    for (let next = pending.pop(); next; next = pending.pop()) {
      const { value, scope: inside } = next
      if (!value || typeof value !== 'object') continue
      const node = value as Node
      if (node.class === 'COLUMN_REF') {
        this.resolve(pathOf(node), inside, aliases).forEach(this.found)
        continue
      }
      if (node.class === 'SUBQUERY') {
        this.query((node.subquery as Node | undefined)?.node, inside)
        pending.push({ value: node.child, scope: inside })
        continue
      }
      if (node.class === 'LAMBDA') {
        const own = new Set([...inside.own, ...parametersOf(node.lhs)])
        pending.push({ value: node.expr, scope: { ...inside, own } })
        continue
      }
      for (const item of Object.values(node).reverse()) pending.push({ value: item, scope: inside })
    }
  }

  private resolve(
    path: readonly string[],
    scope: Scope,
    aliases: ReadonlySet<string> = new Set()
  ): readonly NamedColumn[] {
    const [first = '', second = '', third = ''] = path.map(lower)
    if (path.length === 1 && scope.own.has(first)) return []
    for (const [depth, relations] of scope.relations.entries()) {
      const owner = relations.find(({ called }) => path.length > 1 && called === first)
      const placed = relations.find(({ called, schema }) => path.length > 2 && schema === first && called === second)
      const name = placed ? third : owner ? second : first
      const among = placed ? [placed] : owner ? [owner] : relations
      const found = among.flatMap(({ columns }) => columns?.filter((column) => lower(column.name) === name) ?? [])
      if (found.length) return found.flatMap(({ origins }) => origins)
      if (owner || placed || (depth === 0 && aliases.has(first))) return []
    }
    return []
  }
}

function starOf({ relation_name, exclude_list, rename_list }: Node, relations: readonly Relation[]): Output[] | null {
  const wanted = lower(relation_name ?? '')
  const read = wanted ? relations.filter(({ called }) => called === wanted) : relations
  if (!read.length || read.some(({ columns }) => !columns) || nodes(rename_list).length) return null
  const left = new Set(texts(exclude_list).map(lower))
  return read.flatMap(({ columns }) => (columns ?? []).filter(({ name }) => !left.has(lower(name))))
}

/** Columns under the names that an alias list gives to the first of them. */
function renamed(columns: readonly Output[] | null, aliases: unknown): Output[] | null {
  const names = texts(aliases)
  return columns?.map((column, place) => ({ ...column, name: names[place] ?? column.name })) ?? null
}

/** The columns of two queries one under the other. */
function both(first: readonly Output[], second: readonly Output[]): Output[] {
  return first.map(({ name, origins }, place) => ({ name, origins: [...origins, ...(second[place]?.origins ?? [])] }))
}

function parametersOf(value: unknown): string[] {
  const node = value as Node | null
  if (node?.class === 'COLUMN_REF') return [lower(pathOf(node)[0])]
  return nodes(node?.children).flatMap(parametersOf)
}

function pathOf({ column_names }: Node): string[] {
  return texts(column_names)
}

function nodes(value: unknown): Node[] {
  return Array.isArray(value) ? (value as Node[]) : []
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}

function lower(name: unknown): string {
  return String(name).toLowerCase()
}
