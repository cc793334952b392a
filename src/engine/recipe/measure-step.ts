import {
  changedColumns,
  typeInWords,
  type ColumnInfo,
  type LocalizedText,
  type StepEffect,
  type StepSpec
} from '../../contract'
import type { Connection } from '../db'
import { ident } from '../sql'
import { carry } from './carry'
import { comparedPair } from './compared-text'
import { countJoin, repeatingNotes } from './count-join'
import { kindOf } from './steps'
import type { Others, Told } from './steps/kind'
import { replacedText } from './steps/replace'

export type Measured = Pick<
  StepEffect,
  | 'changedCells'
  | 'readCells'
  | 'onlyRead'
  | 'lostCells'
  | 'unreadCells'
  | 'joined'
  | 'rows'
  | 'added'
  | 'retyped'
  | 'notes'
>
export const UNMEASURED: Measured = {
  changedCells: null,
  readCells: null,
  onlyRead: null,
  lostCells: null,
  unreadCells: null,
  joined: null,
  rows: null,
  added: [],
  retyped: [],
  notes: []
}

/** What a step does to the rows that come to it, a query: cells changed, and of those made missing; rows; columns. */
export async function measureStep(
  reader: Pick<Connection, 'rows'>,
  spec: StepSpec,
  rows: string,
  columns: readonly ColumnInfo[],
  others: Others,
  signal?: AbortSignal
): Promise<Measured> {
  const kind = kindOf(spec)
  const before = new Map(columns.map(({ name, type }) => [name, type]))
  const after = kind.after(spec, columns, others)
  const added = after.flatMap(({ name }) => (before.has(name) ? [] : [name]))
  const retyped = after.flatMap(({ name, type }) => retypedColumn(name, before.get(name), type) ?? [])
  const count = async (sql: string): Promise<number> =>
    (await reader.rows<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`, { signal }))[0]?.n ?? 0
  const unsound = kind.unsound?.(spec)
  const measured: Measured = {
    ...UNMEASURED,
    added,
    retyped,
    notes: [
      ...(kind.warnings?.(spec, columns, others) ?? []),
      ...(await unnamed(spec, rows, columns, count)),
      ...(unsound ? await counted(unsound, `(${kind.sql(spec, `(${rows})`, columns, others)})`, count) : [])
    ]
  }
  if (spec.kind === 'join') {
    const left = { sql: `(${rows})`, columns, rows: await count(`(${rows})`) }
    const counts = await countJoin(reader, left, spec, others, signal)
    const { several: _, ...joined } = counts
    const repeating = await repeatingNotes(reader, left, spec, others, counts, signal)
    return { ...measured, joined, notes: [...measured.notes, ...repeating] }
  }
  if (kind.rows !== 'same') {
    const made = `(${kind.sql(spec, `(${rows})`, columns, others)})`
    return { ...measured, rows: { before: await count(`(${rows})`), after: await count(made) } }
  }
  const changes = changedColumns(spec)
  if (!changes.length) return measured
  const { made, old } = carry(spec, rows, columns, others)
  const types = new Map(after.map(({ name, type }) => [name, type]))
  const typed = (name: string, cell: string, from: Map<string, string>) => ({ cell, type: from.get(name) ?? 'VARCHAR' })
  const sums = (predicate: (from: string, to: string) => string): string =>
    changes
      .map((name) => comparedPair(typed(name, old(name), before), typed(name, ident(name), types)))
      .map(([from, to]) => `count(*) FILTER (${predicate(from, to)})`)
      .join(' + ')
  const isLost = (from: string, to: string): string => `trim(${from}) <> '' AND ${to} IS NULL`
  const wanted = spec.kind === 'replace' ? replacedText(spec, before.get(spec.column) ?? 'VARCHAR', old(spec.column)) : null // prettier-ignore
  const [row] = await reader.rows<{ changed: number; read: number; rewritten: number; lost: number; unread: number }>(
    `SELECT ${sums((from, to) => `${from} IS DISTINCT FROM ${to}`)} AS changed,
     ${sums((_, to) => `${to} IS NOT NULL`)} AS read,
     ${sums((from, to) => `${from} <> ${to}`)} AS rewritten,
     ${sums(isLost)} AS lost,
     ${sums((from, to) => `${isLost(from, to)}${wanted === null ? '' : ` AND trim(${wanted}) <> ''`}`)} AS unread FROM ${made}`,
    { signal }
  )
  const readCells = spec.kind === 'cast' ? (row?.read ?? 0) : null
  return {
    ...measured,
    changedCells: row?.changed ?? 0,
    readCells,
    onlyRead: readCells === null ? null : (row?.rewritten ?? 0),
    lostCells: row?.lost ?? 0,
    unreadCells: row?.unread ?? 0
  }
}

/** A column whose values are of another type behind the step; null where that is not seen in words. */
function retypedColumn(name: string, from: string | undefined, to: string): StepEffect['retyped'][number] | null {
  if (from === undefined || from === to) return null
  const [before, after] = [typeInWords(from), typeInWords(to)]
  return before.en === after.en ? null : { name, before, after }
}

/** What a step does not name among the values that come to it, in words. */
async function unnamed(
  spec: StepSpec,
  rows: string,
  columns: readonly ColumnInfo[],
  count: (sql: string) => Promise<number>
): Promise<LocalizedText[]> {
  const asked = kindOf(spec).unnamed?.(spec, columns, rows)
  return counted(asked ? [asked] : [], `(${rows})`, count)
}

/** What is to be told of some rows, where there are such ones. */
async function counted(
  asked: readonly Told[],
  rows: string,
  count: (sql: string) => Promise<number>
): Promise<LocalizedText[]> {
  const notes: LocalizedText[] = []
  for (const { where, words } of asked) {
    const n = await count(`${rows} WHERE ${where}`)
    if (n) notes.push(words(n))
  }
  return notes
}
