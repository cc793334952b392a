import type { FoundTable, ImportDraft } from './draft'
import { tickedTables } from './plan'

/** A ticked table that stays out of the one table, and in what it differs; `unseen` where it was not looked at yet. */
export type Apart = {
  table: FoundTable
  missing: readonly string[]
  extra: readonly string[]
  /** True where it shares at least half of the columns: it may well be meant to be one of them. */
  isNear: boolean
  unseen: boolean
}

/** Ticked tables that can become one table, of these those with the columns in another order than the first, and the other tables. */
export type Shapes = { alike: readonly FoundTable[]; reordered: readonly FoundTable[]; apart: readonly Apart[] }

/**
 * The largest set of ticked tables seen to have the same columns, matched by name whatever their order and case, as the engine
 * matches them; null where no two have.
 */
export function shapesOf(draft: ImportDraft): Shapes | null {
  const tables = tickedTables(draft)
  const sets = new Map<string, FoundTable[]>()
  for (const table of tables)
    if (table.sniff) {
      const shape = shapeOf(namesOf(table))
      sets.set(shape, [...(sets.get(shape) ?? []), table])
    }
  const [alike] = [...sets.values()].sort((a, b) => b.length - a.length)
  const [first] = alike ?? []
  if (!alike || !first || alike.length < 2) return null
  return {
    alike,
    reordered: alike.filter((table) => orderOf(table) !== orderOf(first)),
    apart: tables
      .filter((table) => !alike.includes(table))
      .map((table) => differing(table, namesOf(first)))
      .sort((a, b) => Number(b.isNear) - Number(a.isNear))
  }
}

/** How many tables the load makes: those that become one count once, those below others too, as far as they were seen. */
export function tablesMade(draft: ImportDraft): number {
  const ticked = tickedTables(draft)
  const united = draft.together ? (shapesOf(draft)?.alike ?? []) : []
  const above = ticked.length - Math.max(0, united.length - 1)
  if (draft.delivery) return above
  const below = ticked.filter((table) => !united.includes(table)).flatMap(({ sniff }) => sniff?.below ?? [])
  return above + below.length + unitedBelow(united).size
}

/** The shapes of tables below those that become one: each becomes one too, beside them where its columns are others. */
function unitedBelow(united: readonly FoundTable[]): Set<string> {
  const below = united.flatMap(({ sniff }) => sniff?.below ?? [])
  const shapes = new Set(below.map(({ columns }) => shapeOf(columns.map(({ name }) => name))))
  const [first] = united
  if (first) shapes.delete(shapeOf(namesOf(first)))
  return shapes
}

function differing(table: FoundTable, wanted: readonly string[]): Apart {
  const names = namesOf(table)
  const [own, others] = [new Set(names.map(plainName)), new Set(wanted.map(plainName))]
  const missing = wanted.filter((name) => !own.has(plainName(name)))
  return {
    table,
    missing,
    isNear: missing.length * 2 <= wanted.length,
    extra: names.filter((name) => !others.has(plainName(name))),
    unseen: table.sniff === null
  }
}

function orderOf(table: FoundTable): string {
  return JSON.stringify(namesOf(table).map(plainName))
}

/** What tables of the same columns share, whatever their order and case. */
function shapeOf(names: readonly string[]): string {
  return JSON.stringify(names.map(plainName).sort())
}

function plainName(name: string): string {
  return name.trim().toLowerCase()
}

function namesOf({ sniff }: FoundTable): string[] {
  return sniff?.columns.map(({ name }) => name) ?? []
}
