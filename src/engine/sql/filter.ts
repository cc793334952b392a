import type { ColumnInfo, Condition, Filter, LocalizedText } from '../../contract'
import { fail } from '../errors'
import { ident, literal } from './quote'

/** A filter as an SQL predicate; `true` when it keeps every row. Unknown columns are refused by name. */
export function filterPredicate(filter: Filter | undefined, columns: readonly ColumnInfo[]): string {
  const conditions = (filter?.all ?? []).map((condition) => conditionPredicate(condition, columns))
  return conditions.length ? conditions.join(' AND ') : 'true'
}

function conditionPredicate(condition: Condition, columns: readonly ColumnInfo[]): string {
  if (!columns.some((column) => column.name === condition.column)) throw unknownColumn(condition.column)
  const column = ident(condition.column)
  const values = condition.values.map(literal)
  const [first = 'NULL', second = 'NULL'] = values
  switch (condition.op) {
    case 'missing':
      return `${column} IS NULL`
    case 'present':
      return `${column} IS NOT NULL`
    case 'in':
      return values.length ? `${column} IN (${values.join(', ')})` : 'false'
    case 'not in':
      return values.length ? `(${column} NOT IN (${values.join(', ')}) OR ${column} IS NULL)` : 'true'
    case 'between':
      return `${column} BETWEEN ${first} AND ${second}`
    case 'contains':
      return `contains(lower(${column}::VARCHAR), lower(${first}::VARCHAR))`
    default:
      return `${column} ${condition.op} ${first}`
  }
}

/** A filter in words, to stand beside every result. */
export function filterInWords(filter: Filter | undefined): LocalizedText {
  const conditions = filter?.all ?? []
  if (!conditions.length) return { fr: 'Toutes les lignes', en: 'All rows' }
  return {
    fr: conditions.map((condition) => conditionInWords(condition, 'fr')).join(' et '),
    en: conditions.map((condition) => conditionInWords(condition, 'en')).join(' and ')
  }
}

function conditionInWords({ column, op, values }: Condition, language: 'fr' | 'en'): string {
  const name = language === 'fr' ? `« ${column} »` : `“${column}”`
  const words = {
    missing: { fr: 'est manquant', en: 'is missing' },
    present: { fr: 'est renseigné', en: 'is present' },
    in: { fr: 'parmi', en: 'in' },
    'not in': { fr: 'hors de', en: 'not in' },
    between: { fr: 'entre', en: 'between' },
    contains: { fr: 'contient', en: 'contains' }
  } as const
  const verb = op in words ? words[op as keyof typeof words][language] : op
  const shown = values.slice(0, 5).map(String).join(', ') + (values.length > 5 ? '…' : '')
  return `${name} ${verb} ${shown}`.trim()
}

/** The refusal of a column name that the table does not have. */
export function unknownColumn(name: string): Error {
  return fail('not_found', {
    fr: `La colonne « ${name} » n’existe pas dans cette table.`,
    en: `This table has no column “${name}”.`
  })
}
