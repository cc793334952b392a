import type { ColumnInfo } from '../../contract'
import { ident, unknownColumn } from '../sql'
import { freeName } from './free-name'
import { cellSql, type CellSpec } from './steps/cells'

/** Replacements that are written one by one; DuckDB takes more than twice as long for twice as many. */
const FEW = 40
/** Columns whose cells stand in one list. */
const AT_ONCE = 100

/** The rows of `from` with steps on different columns applied. */
export function replaceColumns(specs: readonly CellSpec[], from: string, columns: readonly ColumnInfo[]): string {
  const types = new Map(columns.map(({ name, type }) => [name, type]))
  const replaced = specs.map((spec) => {
    const type = types.get(spec.column)
    if (type === undefined) throw unknownColumn(spec.column)
    return { column: spec.column, type, expression: (value: string) => cellSql(spec, type, value) }
  })
  if (replaced.length > FEW) return byLists(replaced, from, columns)
  const expressions = replaced.map(({ column, expression }) => `${expression(ident(column))} AS ${ident(column)}`)
  return `SELECT * REPLACE (${expressions.join(', ')}) FROM ${from}`
}

interface Replaced {
  column: string
  type: string
  expression: (value: string) => string
}

/**
 * Columns of one type that are changed alike are taken through one list, so that DuckDB plans their expression and compiles
 * its patterns once: planned one by one, some thousand columns take minutes and gigabytes.
 */
function byLists(replaced: readonly Replaced[], from: string, columns: readonly ColumnInfo[]): string {
  const alike = new Map<string, string[]>()
  for (const { column, type, expression } of replaced) {
    const key = `${type} ${expression(VALUE)}`
    const present = alike.get(key)
    if (present) present.push(column)
    else alike.set(key, [column])
  }
  const expressions = new Map(replaced.map(({ column, expression }) => [column, expression]))
  const lists: string[] = []
  const values = new Map<string, string>()
  for (const names of alike.values())
    for (let at = 0; names.length > 1 && at < names.length; at += AT_ONCE) {
      const some = names.slice(at, at + AT_ONCE)
      const [first = ''] = some
      const list = ident(freeName(`~list ${lists.length}`, columns))
      const value = expressions.get(first)?.(VALUE) ?? VALUE
      lists.push(`list_transform([${some.map(ident).join(', ')}], lambda ${VALUE}: ${value}) AS ${list}`)
      for (const [place, name] of some.entries()) values.set(name, `${list}[${place + 1}]`)
    }
  const selected = columns.map(({ name }) => {
    const value = values.get(name) ?? expressions.get(name)?.(ident(name))
    return value === undefined ? ident(name) : `${value} AS ${ident(name)}`
  })
  return `SELECT ${selected.join(', ')} FROM (SELECT ${['*', ...lists].join(', ')} FROM ${from})`
}

/** The name of a cell within a list. */
const VALUE = '"~value"'
