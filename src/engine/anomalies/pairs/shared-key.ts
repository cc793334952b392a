import type { ColumnProfile, TableProfile } from '../../../contract'
import { plainText } from '../../profile'
import { ident } from '../../sql'
import type { DetectorContext } from '../detector'

/** One column of each of two tables that stands for the same things: in `one` each value names one thing. */
export interface SharedKey {
  many: DetectorContext
  one: DetectorContext
  column: ColumnProfile
  key: ColumnProfile
  /** Rows of `many` with a value, and those of them whose value `one` does not have. */
  present: number
  orphans: number
  /** Whether no value repeats in either, so that rows meet one to one. */
  unique: boolean
}

/** Share of the values that must be known in the other table for a shared name to be a shared key. */
const KNOWN = 0.9
/** Share of different values from which an identifier is meant to be unique, as where repeated identifiers are told. */
const NEARLY_UNIQUE = 0.97

/** The keys that tables share under one name, told from the values. */
export async function sharedKeys(contexts: readonly DetectorContext[]): Promise<SharedKey[]> {
  const found: SharedKey[] = []
  for (const one of contexts)
    for (const many of contexts.filter((other) => other !== one))
      for (const key of one.profile.columns.filter((column) => isKey(column, one.profile)))
        for (const column of many.profile.columns.filter((other) => mayMeet(other, key))) {
          const [value, known] = [ident(column.name), ident(key.name)]
          const [counted] = await many.rows<{ present: number; orphans: number }>(
            `SELECT count(*) AS present, count(*) FILTER (NOT known) AS orphans FROM (SELECT ${value} IN (SELECT ${known} FROM ${one.table.sql} WHERE ${known} IS NOT NULL) AS known FROM ${many.table.sql} WHERE ${value} IS NOT NULL)`
          )
          if (!counted || counted.present < 20 || counted.orphans > (1 - KNOWN) * counted.present) continue
          found.push({ many, one, column, key, ...counted, unique: column.unique && key.unique })
        }
  return found
}

/** Whether the values name one thing each: rows loaded twice, or a few faulty repeats, do not take that away. */
function isKey({ unique, distinct, rows, missing, semantic }: ColumnProfile, { duplicateRows }: TableProfile): boolean {
  if (distinct < 20) return false
  const single = rows - missing - (duplicateRows ?? 0)
  return unique || distinct >= single || (semantic.kind === 'identifier' && distinct >= NEARLY_UNIQUE * single)
}

function mayMeet(column: ColumnProfile, key: ColumnProfile): boolean {
  return (
    column.type === key.type &&
    !['date', 'boolean'].includes(column.family) &&
    plainText(column.name) === plainText(key.name)
  )
}
