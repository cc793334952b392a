import type { ColumnProfile, LeftOut, LocalizedText } from '../../../contract'
import { categorySql, ident } from '../../sql'
import { measureSql } from '../family'
import { isNamingCode } from '../semantic'

/** A column as associations take it: SQL over the table's rows that gives a DOUBLE or a category, NULL where there is no value. */
export interface Role {
  column: ColumnProfile
  role: 'number' | 'category'
  sql: string
}

/** Most columns that are compared with one another: their pairs grow with the square. */
export const MOST_COLUMNS = 40
/** Most values of a category. */
export const MOST_CATEGORIES = 100

/** Which columns can be compared, in table order, and why the others cannot; of too many, those that tell the most. */
export function rolesOf(columns: readonly ColumnProfile[]): { roles: Role[]; leftOut: LeftOut[] } {
  const found = columns.map((column) => ({ column, role: roleOf(column) }))
  const comparable = found.flatMap(({ role }) => ('fr' in role ? [] : [role]))
  const taken = new Set(comparable.toSorted((a, b) => promiseOf(b) - promiseOf(a)).slice(0, MOST_COLUMNS))
  return {
    roles: comparable.filter((role) => taken.has(role)),
    leftOut: found.flatMap(({ column: { name }, role }) => {
      if ('fr' in role) return [{ name, reason: role }]
      return taken.has(role) ? [] : [{ name, reason: TOO_MANY }]
    })
  }
}

/** How much a column may tell of others, 0 to 1: the share of rows that have a value, and not the commonest one. */
function promiseOf({ column: { rows, missing, blank, top } }: Role): number {
  const filled = rows - missing - blank
  return rows ? (filled - Math.min(filled, top[0]?.n ?? 0)) / rows : 0
}

/** The role of a column, or the reason why it has none. */
export function roleOf(column: ColumnProfile): Role | LocalizedText {
  const name = ident(column.name)
  if (column.distinct < 2) return { fr: 'une seule valeur, ou aucune', en: 'a single value, or none' }
  if (column.family === 'boolean') return { column, role: 'category', sql: `${name}::VARCHAR` }
  if (column.semantic.kind === 'identifier')
    return { fr: 'identifiant : ses valeurs ne mesurent rien', en: 'identifier: its values measure nothing' }
  const measure = measureSql(name, column.type, column.reading)
  if (measure && !isNamingCode(column.semantic)) return { column, role: 'number', sql: measure }
  if (column.family !== 'text' && !isNamingCode(column.semantic))
    return { fr: 'type qui ne se compare pas', en: 'type that cannot be compared' }
  if (column.distinct > MOST_CATEGORIES)
    return {
      fr: `plus de ${MOST_CATEGORIES} valeurs différentes`,
      en: `more than ${MOST_CATEGORIES} different values`
    }
  return { column, role: 'category', sql: categorySql(`${name}::VARCHAR`) }
}

const TOO_MANY: LocalizedText = {
  fr: `seules les ${MOST_COLUMNS} colonnes comparables les mieux remplies et les plus variées sont prises`,
  en: `only the ${MOST_COLUMNS} comparable columns that are best filled and vary most are taken`
}
