import type { ColumnProfile } from '../../../contract'
import { plainText } from '../../profile'
import { ident } from '../../sql'
import type { DetectorContext } from '../detector'

/** One column of each of two tables that stands for the same things: in `one` each value stands once. */
export interface SharedKey {
  many: DetectorContext
  one: DetectorContext
  column: ColumnProfile
  key: ColumnProfile
  /** Rows of `many` with a value, those of them whose value `one` does not have, and whether no value repeats in `many`. */
  present: number
  orphans: number
  unique: boolean
}

/** Share of the values that must be known in the other table for a shared name to be a shared key. */
const KNOWN = 0.9

/** The keys that tables share under one name, told from the values. */
export async function sharedKeys(contexts: readonly DetectorContext[]): Promise<SharedKey[]> {
  const found: SharedKey[] = []
  for (const one of contexts)
    for (const many of contexts.filter((other) => other !== one))
      for (const key of one.profile.columns.filter((column) => column.unique && column.distinct >= 20))
        for (const column of many.profile.columns.filter((other) => mayMeet(other, key))) {
          const [value, known] = [ident(column.name), ident(key.name)]
          const [counted] = await many.rows<{ present: number; orphans: number }>(
            `SELECT count(*) AS present, count(*) FILTER (NOT known) AS orphans FROM (SELECT ${value} IN (SELECT ${known} FROM ${one.table.sql} WHERE ${known} IS NOT NULL) AS known FROM ${many.table.sql} WHERE ${value} IS NOT NULL)`
          )
          if (!counted || counted.present < 20 || counted.orphans > (1 - KNOWN) * counted.present) continue
          found.push({ many, one, column, key, ...counted, unique: column.unique })
        }
  return found
}

function mayMeet(column: ColumnProfile, key: ColumnProfile): boolean {
  return (
    column.type === key.type &&
    !['date', 'boolean'].includes(column.family) &&
    plainText(column.name) === plainText(key.name)
  )
}
