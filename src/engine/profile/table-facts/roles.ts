import type { ColumnProfile, LeftOut, LocalizedText } from '../../../contract'
import { categorySql, ident } from '../../sql'
import { measureSql } from '../family'

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

/** Which columns can be compared, in table order, and why the others cannot. */
export function rolesOf(columns: readonly ColumnProfile[]): { roles: Role[]; leftOut: LeftOut[] } {
  const roles: Role[] = []
  const leftOut: LeftOut[] = []
  for (const column of columns) {
    const found = roleOf(column)
    if ('fr' in found) leftOut.push({ name: column.name, reason: found })
    else if (roles.length >= MOST_COLUMNS) leftOut.push({ name: column.name, reason: TOO_MANY })
    else roles.push(found)
  }
  return { roles, leftOut }
}

/** The role of a column, or the reason why it has none. */
export function roleOf(column: ColumnProfile): Role | LocalizedText {
  const name = ident(column.name)
  if (column.distinct < 2) return { fr: 'une seule valeur, ou aucune', en: 'a single value, or none' }
  if (column.family === 'boolean') return { column, role: 'category', sql: `${name}::VARCHAR` }
  if (column.semantic.kind === 'identifier')
    return { fr: 'identifiant : ses valeurs ne mesurent rien', en: 'identifier: its values measure nothing' }
  const measure = measureSql(name, column.type, column.reading)
  if (measure && !CODES.includes(column.semantic.kind)) return { column, role: 'number', sql: measure }
  if (column.family !== 'text' && !CODES.includes(column.semantic.kind))
    return { fr: 'type qui ne se compare pas', en: 'type that cannot be compared' }
  if (column.distinct > MOST_CATEGORIES)
    return {
      fr: `plus de ${MOST_CATEGORIES} valeurs différentes`,
      en: `more than ${MOST_CATEGORIES} different values`
    }
  return { column, role: 'category', sql: categorySql(`${name}::VARCHAR`) }
}

/** Digits that name rather than count: compared as categories. */
const CODES: readonly string[] = ['postcode', 'phone']

const TOO_MANY: LocalizedText = {
  fr: `seules les ${MOST_COLUMNS} premières colonnes comparables sont prises`,
  en: `only the first ${MOST_COLUMNS} columns that can be compared are taken`
}
