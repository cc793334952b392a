import type { ColumnProfile, TableProfile } from '../../../contract'
import { throwIfCancelled } from '../../errors'
import { plainText } from '../../profile'
import { nameLikeness } from '../../relations'
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
/** Of large tables the different values are estimated: this much more than the share is sure to be more. */
const SURELY_MORE = 1.2
/** Likeness of names from which both speak of one thing. */
const NAMED = 0.6
/** Share of different values from which an identifier is meant to be unique, as where repeated identifiers are told. */
const NEARLY_UNIQUE = 0.97

/** A column that may bear the keys of another table, by the profiles of both alone. */
export type Meeting = Pick<SharedKey, 'many' | 'one' | 'column' | 'key'>

/**
 * The pairs of columns of two tables that may share keys: of one name and type, those first whose name and values speak of an identifier.
 * Nothing is asked of the tables.
 */
export function meetingsOf(contexts: readonly DetectorContext[]): Meeting[] {
  const alike = new Map<string, { context: DetectorContext; column: ColumnProfile }[]>()
  for (const context of contexts)
    for (const column of context.profile.columns) {
      if (['date', 'boolean'].includes(column.family)) continue
      const name = JSON.stringify([plainText(column.name), column.type])
      alike.set(name, [...(alike.get(name) ?? []), { context, column }])
    }
  const meetings = [...alike.values()].flatMap((columns) =>
    columns
      .filter(({ context, column }) => isKey(column, context.profile))
      .flatMap(({ context: one, column: key }) =>
        columns.flatMap(({ context: many, column }) =>
          many !== one && mayMeet(column, key, one) ? [{ many, one, column, key }] : []
        )
      )
  )
  const place = new Map(contexts.map((context, at) => [context, at]))
  const at = (context: DetectorContext): number => place.get(context) ?? 0
  return meetings.sort((a, b) => speaks(b) - speaks(a) || at(a.one) - at(b.one) || at(a.many) - at(b.many))
}

/** How much the profiles of two columns speak of an identifier and what refers to it. */
function speaks({ one, column, key }: Meeting): number {
  const named = nameLikeness(column.name, key.name, one.table.ref.name) >= NAMED
  return (named ? 4 : 0) + (key.semantic.kind === 'identifier' ? 2 : 0) + (key.unique ? 1 : 0)
}

/** Of some pairs of columns, those that the values say to share keys. */
export async function sharedKeys(meetings: readonly Meeting[]): Promise<SharedKey[]> {
  const found: SharedKey[] = []
  for (const { many, one, column, key } of meetings) {
    throwIfCancelled(many.signal)
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

/** Whether nine in ten of the values may be known in the key, as far as the profiles tell. */
function mayMeet(column: ColumnProfile, key: ColumnProfile, { table }: DetectorContext): boolean {
  const present = column.rows - column.missing
  // Each value too many is a row at least that the key does not know.
  if (present < 20 || column.distinct - key.distinct > SURELY_MORE * (1 - KNOWN) * present) return false
  // Rows numbered from one hold each other's numbers in any two tables: only a name tells that they number the same things.
  const numbered = isNumbering(column) && isNumbering(key)
  return !numbered || nameLikeness(column.name, key.name, table.ref.name) >= NAMED
}

/** Whole numbers without repeats or gaps, from nought or one on. */
function isNumbering({ unique, family, min, max, distinct }: ColumnProfile): boolean {
  if (!unique || family !== 'number') return false
  const [low, high] = [Number(min), Number(max)]
  return (low === 0 || low === 1) && high - low + 1 === distinct
}
