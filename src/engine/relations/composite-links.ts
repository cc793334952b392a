import type { Connection } from '../db'
import type { Candidate } from './candidates'
import { likenessOf } from './candidates'
import { comparable } from './key-sql'
import { readLink, type LinkFacts } from './link-facts'
import type { ColumnLook } from './look'
import { nameLikeness } from './names'
import type { FoundKey } from './read-key'
import type { Table } from '../tables'

/** A table's columns that may refer, together, to a key of several columns. */
export interface CompositeCandidate {
  from: Table
  key: FoundKey
  on: { left: ColumnLook; right: ColumnLook }[]
  /** The least of the likenesses of its names. */
  likeness: number
}

const LIKE = 0.6

/** For each key of several columns, the tables with one column of the like name and type for each of its parts. */
export function compositeCandidates(
  tables: readonly { table: Table; looks: readonly ColumnLook[] }[],
  keys: readonly FoundKey[]
): CompositeCandidate[] {
  return keys
    .filter(({ looks }) => looks.length > 1)
    .flatMap((key) =>
      tables
        .filter(({ table }) => table.ref.name !== key.table.name)
        .flatMap(({ table, looks }) => {
          const on = key.looks.flatMap((right) => {
            const left = bestFor(right, looks)
            return left ? [{ left, right }] : []
          })
          if (on.length < key.looks.length || new Set(on.map(({ left }) => left)).size < on.length) return []
          return [
            { from: table, key, on, likeness: Math.min(...on.map(({ left, right }) => partLikeness(left, right))) }
          ]
        })
    )
}

/** Counts what a candidate says, as it stands or, where more rows are found so, made plain; null where its table is gone. */
export async function readComposite(
  connection: Connection,
  tables: readonly { table: Table }[],
  { from, key, on }: Pick<CompositeCandidate, 'from' | 'key' | 'on'>,
  signal?: AbortSignal
): Promise<LinkFacts | null> {
  const to = tables.find(({ table }) => table.ref.name === key.table.name)?.table
  if (!to) return null
  const tried = { from, to, on: on.map(({ left, right }) => ({ left: left.column.name, right: right.column.name })) }
  const plain = await readLink(connection, { ...tried, normalise: false, key }, signal)
  if (!plain.orphanRows) return plain
  const eased = await readLink(connection, { ...tried, normalise: true }, signal)
  return eased.matchedRows > plain.matchedRows ? eased : plain
}

/** As a candidate of one column, for the score: that of its widest pair. */
export function asCandidate({ key, on, likeness }: CompositeCandidate): Candidate | null {
  const [widest] = [...on].sort((a, b) => b.right.about - a.right.about)
  return widest
    ? { foreign: widest.left, target: widest.right, key, likeness, normalise: false, differences: [] }
    : null
}

function bestFor(right: ColumnLook, looks: readonly ColumnLook[]): ColumnLook | null {
  const fitting = looks
    .filter(({ use, digits, column }) => {
      const alike = comparable(column.type, right.column.type) || digits > 0.5 === right.digits > 0.5
      return use !== 'none' && alike
    })
    .map((look) => ({ look, likeness: partLikeness(look, right) }))
    .sort((a, b) => b.likeness - a.likeness)
  const [best] = fitting
  return best && best.likeness >= LIKE ? best.look : null
}

/** As any pair of names; a column called as the table of the key may also be the part that counts within the others. */
export function partLikeness(left: ColumnLook, right: ColumnLook): number {
  const ofTable = nameLikeness(left.called, 'id', right.table.ref.name) >= 0.95
  return Math.max(likenessOf(left, right), ofTable ? 0.7 : 0)
}
