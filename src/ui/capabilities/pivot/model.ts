import type { DataType, Table } from 'apache-arrow'
import type { PivotKey, PivotSpec } from '../../../contract'
import { plainText } from '../../parts/grid'
import type { PivotSort } from './state'

/** A group of rows or columns: its keys (none for the total), whole where it has one for each field. */
export type Group = { id: string; keys: readonly PivotKey[]; isWhole: boolean }

/** The figures of one cell, by measure: what it is, its type, and how many values it is made of. */
export type Figures = {
  n: number
  values: readonly { value: unknown; type: DataType | null; present: number | null }[]
}

export type PivotModel = {
  rows: readonly Group[]
  columns: readonly Group[]
  at: (row: Group, column: Group) => Figures | null
}

/** Reads the cells of a pivot table from the pages of its query; groups stand in the order in which they come. */
export function readPivot(spec: PivotSpec, pages: readonly Table[]): PivotModel {
  const [R, C] = [spec.rows.length, spec.columns.length]
  const cells = new Map<string, Figures>()
  const rows = new Map<string, Group>()
  const columns = new Map<string, Group>()
  for (const page of pages) {
    // Once a page: each asking makes a vector anew.
    const vectors = new Map(page.schema.fields.map(({ name }, at) => [name, page.getChildAt(at)]))
    const vector = (name: string) => vectors.get(name) ?? null
    const number = (name: string, row: number): number => Number(vector(name)?.get(row) ?? 0)
    const keysAt = (axis: 'r' | 'c', row: number, level: number, others: number): PivotKey[] =>
      Array.from({ length: others || level }, (_, at) =>
        at + 1 === others
          ? { others: true }
          : { value: (vector(`${axis}${at + 1}`)?.get(row) ?? null) as string | null }
      )
    for (let row = 0; row < page.numRows; row++) {
      const [gr, gc] = [number('gr', row), number('gc', row)]
      const down = groupOf(keysAt('r', row, gr, number('ro', row)), gr === R)
      const across = groupOf(keysAt('c', row, gc, number('co', row)), gc === C)
      if (!rows.has(down.id)) rows.set(down.id, down)
      if (!columns.has(across.id)) columns.set(across.id, across)
      cells.set(down.id + across.id, {
        n: number('n', row),
        values: spec.measures.map((_, at) => {
          const [figure, present] = [vector(`m${at + 1}`), vector(`v${at + 1}`)]
          return {
            value: figure?.get(row) as unknown,
            type: figure?.type ?? null,
            present: present ? Number(present.get(row)) : null
          }
        })
      })
    }
  }
  return {
    rows: [...rows.values()],
    columns: [...columns.values()],
    at: (row, column) => cells.get(row.id + column.id) ?? null
  }
}

function groupOf(keys: readonly PivotKey[], isWhole: boolean): Group {
  return { id: JSON.stringify(keys), keys, isWhole }
}

type Node = { group: Group | null; below: Map<string, Node> }

/**
 * The groups of an axis as they are shown: each group's own, then its subtotal, the total last. A sort orders the
 * groups within what holds them; "others" stay last.
 */
export function arrange(
  groups: readonly Group[],
  hasSubtotals: boolean,
  weigh?: (group: Group) => number | null
): Group[] {
  // prettier-ignore
  const root: Node = { group: null, below: new Map() }
  for (const group of groups) {
    let node = root
    for (const key of group.keys) {
      const name = JSON.stringify(key)
      const next = node.below.get(name) ?? { group: null, below: new Map<string, Node>() }
      node.below.set(name, next)
      node = next
    }
    node.group = group
  }
  const shown: Group[] = []
  const walk = (node: Node): void => {
    for (const child of sorted([...node.below.values()], weigh)) walk(child)
    const { group } = node
    if (group && (group.isWhole || hasSubtotals || group.keys.length === 0)) shown.push(group)
  }
  walk(root)
  return shown
}

function sorted(nodes: Node[], weigh?: (group: Group) => number | null): Node[] {
  const isOthers = ({ group }: Node): boolean => group?.keys.some((key) => 'others' in key) ?? false
  const own = nodes.filter((node) => !isOthers(node))
  if (weigh)
    own.sort((one, other) => {
      const [a, b] = [one, other].map(({ group }) => (group ? weigh(group) : null)) as [number | null, number | null]
      return a === null ? (b === null ? 0 : 1) : b === null ? -1 : a - b
    })
  return [...own, ...nodes.filter(isOthers)]
}

/** The weight of a group by a sort; smaller stands first. */
export function weightBy(model: PivotModel, sort: PivotSort): (group: Group) => number | null {
  const column = model.columns.find(({ id }) => id === sort.column) ?? model.columns.find(({ keys }) => !keys.length)
  return (group) => {
    const figure = column && model.at(group, column)?.values[sort.measure]
    const weight = figure ? numberOf(figure.value, figure.type) : null
    return weight === null ? null : sort.descending ? -weight : weight
  }
}

/** A figure as a number, to sort and shade by; null where it is none. Dates count from 1970. */
export function numberOf(value: unknown, type: DataType | null): number | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'number') return Number.isNaN(value) ? null : value
  if (typeof value === 'bigint') return Number(value)
  const text = plainText(value, type)
  const number = text.trim() === '' ? NaN : Number(text)
  return Number.isNaN(number) ? (Number.isNaN(Date.parse(text)) ? null : Date.parse(text)) : number
}
