import type { ColumnInfo, LocalizedText, RuleKind, RuleSpec } from '../../../contract'
import type { Row } from '../../db'

/** The rows that a rule is judged on, and the tables that it may look into. */
export interface Ground {
  columns: readonly ColumnInfo[]
  /** The rows, for `FROM`, under the name `alias` (quoted) that queries over them give it. */
  from: string
  alias: string
  /** Prepared tables of the project by name. */
  others: ReadonlyMap<string, { sql: string; columns: readonly ColumnInfo[] }>
}

/** A question to the database; `stop` is of a part of the work that ends before the whole. */
export type Ask = <T extends Row>(sql: string, stop?: AbortSignal) => Promise<T[]>

/** One way to ask something of a row. Everything here is a pure function but `check`. */
export interface Kind<S> {
  /** The columns of its table that it reads. */
  reads(spec: S): string[]
  /** Other tables that it looks into. */
  tables?(spec: S): string[]
  /** SQL that is true for the rows that it is about; all where absent. */
  scope?(spec: S, ground: Ground): string
  /** SQL that is true for rows that pass, false for those that fail, NULL where a value is missing. Unknown columns are errors by name. */
  verdict(spec: S, ground: Ground): string
  /** Refuses, in words, what only the database can tell. */
  check?(spec: S, ground: Ground, ask: Ask): Promise<void>
  words(spec: S): LocalizedText
  /** Columns by which failing rows stand together, where they fail together; else they come in the order of the table. */
  order?(spec: S): string[]
}

export type SpecOf<K extends RuleKind> = Extract<RuleSpec, { kind: K }>
export type KindOf<K extends RuleKind> = Kind<SpecOf<K>>
