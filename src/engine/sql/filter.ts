import type { ColumnInfo, Condition, Filter, Scalar } from '../../contract'
import { fail } from '../errors'
import { booleanNamed } from './boolean-words'
import { ident, literal, text } from './quote'
import { holdsShownSql } from './shown-text'
import { hasWordSql } from './words'

/** A filter as an SQL predicate; `true` when it keeps every row. Unknown columns are refused by name. */
export function filterPredicate(filter: Filter | undefined, columns: readonly ColumnInfo[]): string {
  const conditions = (filter?.all ?? []).map((condition) => conditionPredicate(condition, columns))
  return conditions.length ? conditions.join(' AND ') : 'true'
}

function conditionPredicate(condition: Condition, columns: readonly ColumnInfo[]): string {
  const known = columns.find((column) => column.name === condition.column)
  if (!known) throw unknownColumn(condition.column)
  const column = ident(condition.column)
  const present = condition.values.filter((value) => value !== null)
  const hasNull = present.length < condition.values.length
  const list = present.map((value) => typedLiteral(value, known.type)).join(', ')
  const [first = 'NULL', second = 'NULL'] = condition.values.map((value) => typedLiteral(value, known.type))
  const isNull = condition.values[0] === null
  switch (condition.op) {
    case 'missing':
      return `${column} IS NULL`
    case 'present':
      return `${column} IS NOT NULL`
    case 'in':
      if (!hasNull) return list ? `${column} IN (${list})` : 'false'
      return list ? `(${column} IN (${list}) OR ${column} IS NULL)` : `${column} IS NULL`
    case 'not in':
      // A literal that the column cannot hold is NULL there: it takes no row away.
      if (!hasNull) return list ? `NOT coalesce(${column} IN (${list}), false)` : 'true'
      return `(${column} IS NOT NULL${list && ` AND NOT coalesce(${column} IN (${list}), false)`})`
    case '=':
      return isNull ? `${column} IS NULL` : `${column} = ${first}`
    case '<>':
      if (isNull) return `${column} IS NOT NULL`
      return first.startsWith('TRY_CAST')
        ? `(${first} IS NULL OR ${column} IS DISTINCT FROM ${first})`
        : `${column} IS DISTINCT FROM ${first}`
    case 'between':
      return `${column} BETWEEN ${first} AND ${second}`
    case 'contains': {
      const [contained = null] = condition.values
      return contained === null ? 'NULL' : holdsShownSql(column, known.type, String(contained))
    }
    case 'word':
      return hasWordSql(column, present.map(String))
    case 'not word':
      return present.length ? `NOT coalesce(${hasWordSql(column, present.map(String))}, false)` : 'true'
    default:
      return `${column} ${condition.op} ${first}`
  }
}

/** The values of a condition that compare with the cells of its column, each with its SQL, which is NULL where the column's type cannot hold it. */
export function comparedValues({ op, values }: Condition, type: string): { value: Scalar; sql: string }[] {
  if (!COMPARISONS.has(op)) return []
  return values.flatMap((value) => (value === null ? [] : [{ value, sql: typedLiteral(value, type) }]))
}

const COMPARISONS: ReadonlySet<Condition['op']> = new Set(['=', '<>', '<', '<=', '>', '>=', 'in', 'not in', 'between'])

/** A literal that compares with a column of that type: NULL, never an error, where the type cannot hold it. */
function typedLiteral(value: Scalar, type: string): string {
  if (value === null) return 'NULL'
  if (type === 'VARCHAR') return text(String(value))
  const isNumeric = /^(DECIMAL|U?(TINY|SMALL|BIG|HUGE)?INT|FLOAT|DOUBLE)/.test(type)
  // A number is written as it is: cast to a column of whole numbers, 2.5 would become 3.
  const plain = String(value).replace(/\s/g, '').replace(',', '.')
  if (isNumeric && plain.length < 20 && /^[+-]?\d+(\.\d+)?$/.test(plain)) return plain
  if (isNumeric && typeof value === 'number') return literal(value)
  if (type === 'BOOLEAN') {
    const truth = typeof value === 'boolean' ? value : booleanNamed(String(value))
    if (truth !== null) return literal(truth)
  }
  return `TRY_CAST(${text(String(value))} AS ${type})`
}

/** The refusal of a column name that the table does not have. */
export function unknownColumn(name: string): Error {
  return fail('not_found', {
    fr: `La colonne « ${name} » n’existe pas dans cette table.`,
    en: `This table has no column “${name}”.`
  })
}
