import { randomUUID } from 'node:crypto'
import { ident } from '../../sql'
import type { DetectorContext } from '../detector'

/** Rows picked by a predicate: over the table, and over the copy of the rows that break its rules. */
export interface Picks {
  where: string
  copied: string
}

/** Predicates put together alike for both. */
export function together(picks: readonly Picks[], sql: (parts: string[]) => string): Picks {
  return { where: sql(picks.map(({ where }) => where)), copied: sql(picks.map(({ copied }) => copied)) }
}

/** The rows that break at least one of some rules. */
export interface BrokenCopy {
  /** For `FROM`; bears the columns asked for. */
  from: string
  /** What picks the rows that break a rule, by its predicate over the table. */
  picks: (where: string) => Picks
  drop: () => Promise<void>
}

/**
 * Copies the rows that break at least one of some rules, in the columns named: each rule is asked of each row of the table once, and what
 * is asked further of its few rows reads no others.
 */
export async function copyBroken(
  { table, rows: ask, drop }: DetectorContext,
  rules: readonly string[],
  columns: ReadonlySet<string>
): Promise<BrokenCopy> {
  const own = randomUUID()
  const from = `scratch.${ident(`broken ${own}`)}`
  const flags = new Map(rules.map((where, place) => [where, ident(`${own} ${place}`)]))
  const kept = table.columns.flatMap(({ name }) => (columns.has(name) ? [ident(name)] : []))
  const told = [...flags].map(([where, flag]) => `${where} AS ${flag}`)
  const any = [...flags.values()].join(' OR ')
  await ask(
    `CREATE TABLE ${from} AS FROM (SELECT ${[...kept, ...told].join(', ')} FROM ${table.sql}) WHERE ${any || 'false'}`
  )
  return {
    from,
    picks: (where) => ({ where, copied: flags.get(where) ?? where }),
    drop: () => drop(from)
  }
}
