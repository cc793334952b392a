import type { ColumnInfo, Condition, FacetSpec, Scalar } from '../../contract'
import type { Project } from '../project'
import { filterPredicate, ident } from '../sql'
import type { Table } from '../tables'
import { binSql } from './bin-sql'
import { codedFacet, codesOf, type Coded, type Codes } from './codes'
import { columnOf, cutOf } from './shape'
import type { Cut } from './cut'

/** Where facets are counted: the table itself, or its codes where every condition can be told in them. */
export interface Ground {
  from: string
  predicate: string
  codes: Codes | null
}

/** The codes where they hold all the facets, conditions and words asked for, else the table. */
export function groundFor(
  project: Project,
  table: Table,
  conditions: readonly Condition[],
  specs: readonly FacetSpec[],
  words: readonly Scalar[] = []
): Ground {
  const codes = codesOf(project, table)
  const holds = (spec: FacetSpec): boolean => {
    const coded = codedFacet(codes, spec)
    return coded !== null && (spec.kind !== 'word' || words.every((word) => coded.values.includes(String(word))))
  }
  const coded = codes && specs.every(holds) ? inCodes(codes, conditions, table.columns) : null
  if (codes && coded !== null) return { from: codes.sql, predicate: coded, codes }
  return tableGround(table, conditions)
}

/** The table itself, whatever codes there are. */
export function tableGround(table: Table, conditions: readonly Condition[]): Ground {
  return { from: table.sql, predicate: filterPredicate({ all: [...conditions] }, table.columns), codes: null }
}

/** SQL of the small integer that stands for a row in a histogram or missing facet, with the cut that gives its bins. */
export async function binOf(
  project: Project,
  table: Table,
  spec: FacetSpec & { kind: 'number' | 'date' | 'missing' },
  ground: Ground,
  signal?: AbortSignal
): Promise<{ sql: string; cut: Cut | null }> {
  const coded = codedFacet(ground.codes, spec)
  if (coded) return { sql: coded.column, cut: coded.cut }
  const column = columnOf(table, spec)
  if (spec.kind === 'missing') return { sql: `CASE WHEN ${ident(spec.column)} IS NOT NULL THEN 0 END`, cut: null }
  const cut = await cutOf(project, table, spec, signal)
  return { sql: cut ? binSql(cut, column) : `CASE WHEN ${ident(spec.column)} IS NOT NULL THEN ${32_767} END`, cut }
}

/** The conditions as a predicate over codes; null where one cannot be told in them. */
function inCodes(codes: Codes, conditions: readonly Condition[], columns: readonly ColumnInfo[]): string | null {
  const parts: string[] = []
  for (const condition of conditions) {
    const part = codes.coded
      .filter(({ spec }) => spec.column === condition.column)
      .map((coded) => told(coded, condition, columns))
      .find((sql) => sql !== null)
    if (part === undefined) return null
    parts.push(part ?? 'true')
  }
  return parts.length ? parts.join(' AND ') : 'true'
}

function told(coded: Coded, { op, values }: Condition, columns: readonly ColumnInfo[]): string | null {
  const { column, spec, cut } = coded
  if (op === 'missing') return `${column} IS NULL`
  if (op === 'present') return `${column} IS NOT NULL`
  if (cut && (op === '>=' || op === '<')) {
    const edge = cut.edges.findIndex((candidate) => sameScalar(candidate, values[0] ?? null))
    return edge < 0 ? null : `${column} ${op} ${edge}`
  }
  // Texts only: of another type, several texts may mean one value.
  const isText = columns.find(({ name }) => name === spec.column)?.type === 'VARCHAR'
  if (spec.kind === 'text' && isText && (op === 'in' || op === 'not in')) return inText(coded, op, values)
  if (spec.kind === 'word' && (op === 'word' || op === 'not word')) return inWords(coded, op, values)
  return null
}

function inText({ column, values: known }: Coded, op: 'in' | 'not in', values: readonly Scalar[]): string {
  const places = new Map(known.map((value, place) => [value, place]))
  const listed = values.flatMap((value) => (value === null ? [] : (places.get(String(value)) ?? [])))
  const isIn = [
    ...(listed.length ? [`coalesce(${column} IN (${listed.join(', ')}), false)`] : []),
    ...(values.includes(null) ? [`${column} IS NULL`] : [])
  ]
  const any = isIn.length ? `(${isIn.join(' OR ')})` : 'false'
  return op === 'in' ? any : `NOT ${any}`
}

function inWords({ column, values: known }: Coded, op: 'word' | 'not word', values: readonly Scalar[]): string | null {
  const bits = values.map((value) => known.indexOf(String(value).toLowerCase()))
  if (bits.some((bit) => bit < 0)) return null
  const any = `coalesce((${column} & ${bits.reduce((sum, bit) => sum + 2 ** bit, 0)}) <> 0, false)`
  return op === 'word' ? any : `NOT ${any}`
}

function sameScalar(one: Scalar, other: Scalar): boolean {
  return (
    one === other || (typeof one === 'number' && typeof other !== 'object' && Number(other) === one && other !== '')
  )
}
