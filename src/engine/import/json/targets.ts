import type { LocalizedText } from '../../../contract'
import type { Columns } from './columns'
import type { ListFacts, Node } from './skeleton'

/** A table found in a document, and how its rows lie there. */
export interface Target {
  /** The keys that lead from the document to it. */
  keys: readonly string[]
  /**
   * `elements`: one row an element of a list; `pages`: one row an element of the lists in a list; `entries`: one row a
   * named value of an object; `self`: the object is the row; `columns`: one list (or numbered object) a column.
   */
  rows: 'elements' | 'pages' | 'entries' | 'self' | 'columns'
  cells: 'objects' | 'lists' | 'plain'
  /** Tables of their own inside it, left out. */
  without: readonly (readonly string[])[]
  /** Names given elsewhere in the document. */
  header: string[] | null
  list: ListFacts | null
  /** Columns learned on the first pass. */
  columns: Columns | null
  count: number | null
  hidden: boolean
  note: LocalizedText | null
}

const HEADER_KEYS = new Set(['columns', 'header', 'headers', 'fields', 'colonnes', 'entetes', 'en-têtes'])

/** The tables of a document, told by its skeleton: a list, lists inside an object, columns, named records, or one row. */
export function findTargets(root: Node): Target[] {
  if (root.list && !root.objects) return [ofList(root.list, [])]
  if (!root.objects) return [target({ rows: 'self', cells: 'plain', count: root.plain })]
  const [node, keys] = unwrap(root)
  const whole = wholeTable(node, keys)
  if (whole) return [whole]
  const tables = tablesIn(root, [])
  if (!tables.length) return [target({ rows: 'self', count: 1 })]
  const without = tables.map((table) => table.keys)
  if (!hasRest(root, [], new Set(without.map(pointer)))) return tables
  const note = { fr: 'Valeurs du document hors de ses listes.', en: 'Values of the document outside its lists.' }
  return [...tables, target({ rows: 'self', without, count: 1, hidden: true, note })]
}

/** The name of a place in a document as JSON Pointer (RFC 6901). */
export function pointer(keys: readonly string[]): string {
  return keys.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

function target(facts: Partial<Target> & Pick<Target, 'rows'>): Target {
  return {
    keys: [],
    cells: 'objects',
    without: [],
    header: null,
    list: null,
    columns: null,
    count: null,
    hidden: false,
    note: null,
    ...facts
  }
}

function ofList(list: ListFacts, keys: readonly string[]): Target {
  const others = list.lists + list.plain
  const count = list.objects + others + list.nulls
  const { columns } = list.builder
  if (list.objects > 0) {
    if (others > 0) columns.place(columns.other())
    return target({ rows: 'elements', keys, list, columns, count })
  }
  if (list.pages > 0 && list.pages === list.lists && list.plain === 0) return target({ rows: 'pages', keys })
  const cells = list.lists > 0 && list.plain === 0 ? 'lists' : 'plain'
  return target({ rows: 'elements', cells, keys, list, count })
}

/** Goes down while an object holds one other object and nothing else. */
function unwrap(root: Node): [Node, string[]] {
  const keys: string[] = []
  let node = root
  for (;;) {
    const [only] = node.children
    if (!only || node.children.size > 1 || node.crowded || !isObject(only[1])) return [node, keys]
    keys.push(only[0])
    node = only[1]
  }
}

/** The table that an object is as a whole. */
function wholeTable(node: Node, keys: string[]): Target | null {
  const children = [...node.children]
  for (const [key, child] of children) {
    const table = child.list && child.lists === 1 ? ofList(child.list, [...keys, key]) : null
    if (table?.cells === 'lists' && headerBeside(node, table)) return null
  }
  if (isColumns(node, false)) return target({ rows: 'columns', keys })
  const objects = children.length >= 2 && children.every(([, child]) => isObject(child))
  if (!objects) return null
  if (isNumbered(node)) return target({ rows: 'columns', keys })
  const { inner } = node
  const alike = inner.count >= 0.6 * inner.keys.size * children.length || node.crowded
  return alike && inner.plain >= 0.5 * inner.count ? target({ rows: 'entries', keys }) : null
}

function tablesIn(node: Node, keys: readonly string[]): Target[] {
  const found: Target[] = []
  for (const [key, child] of node.children) {
    const path = [...keys, key]
    if (pointer(path).length > 4_000 || found.length >= 1_000) continue
    if (child.list && !child.objects && !child.plain) {
      const table = ofList(child.list, path)
      if (holdsRecords(child.list)) found.push(table)
      else if (table.cells === 'lists') found.push({ ...table, header: headerBeside(node, table) })
    } else if (isObject(child)) {
      if (isColumns(child, true)) found.push(target({ rows: 'columns', keys: path }))
      else found.push(...tablesIn(child, path))
    }
  }
  return found
}

/** Whether a list is one of objects, and not of values among which some are objects. */
function holdsRecords(list: ListFacts): boolean {
  return list.objects > 0 && list.objects >= list.plain + list.lists
}

/** Whether an object holds lists of plain values, one a column: of one length, or (less strictly) of any. */
function isColumns(node: Node, strict: boolean): boolean {
  const lists = [...node.children.values()].map((child) =>
    child.lists === 1 && !child.objects && !child.plain ? child.list : null
  )
  if (node.crowded || lists.length < (strict ? 2 : 1)) return false
  const lengths = lists.map((list) =>
    list && !holdsRecords(list) ? list.objects + list.plain + list.nulls + list.lists : -1
  )
  if (lengths.includes(-1) || !lists.some((list) => list && list.plain + list.nulls > 0)) return false
  if (lengths.every((length) => length === lengths[0])) return !strict || (lengths[0] ?? 0) >= 2
  return !strict && lists.every((list) => list?.lists === 0)
}

/** Whether an object holds objects of one size with numbers for names, as pandas writes columns. */
function isNumbered({ inner, children }: Node): boolean {
  const equal = inner.count === inner.largest * children.size && inner.plain === inner.count
  return equal && inner.largest > 0 && [...inner.keys].every((key) => /^\d{1,15}$/.test(key))
}

/** Names for lists of values, given in a list beside them. */
function headerBeside(node: Node, table: Target): string[] | null {
  for (const [key, { list }] of node.children) {
    if (!HEADER_KEYS.has(key.toLowerCase()) || !list || list.objects || list.lists || list.nulls) continue
    const names = list.rows.map((row) => row[0] ?? '')
    if (names.length === list.plain && names.length === table.list?.builder.width) return names
  }
  return null
}

function isObject(node: Node): boolean {
  return node.objects > 0 && !node.lists && !node.plain
}

function hasRest(node: Node, keys: readonly string[], tables: ReadonlySet<string>): boolean {
  if (node.crowded) return true
  return [...node.children].some(([key, child]) => {
    const path = [...keys, key]
    if (tables.has(pointer(path))) return false
    return !isObject(child) || child.children.size === 0 || hasRest(child, path, tables)
  })
}
