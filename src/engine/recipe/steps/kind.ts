import type { ColumnInfo, LocalizedText, StepSpec } from '../../../contract'

/** Columns of the other prepared tables, by the name of the table: what a join or an append may bring. */
export type Others = ReadonlyMap<string, readonly ColumnInfo[]>
export const NO_OTHERS: Others = new Map()

export type SpecOf<K extends StepSpec['kind']> = Extract<StepSpec, { kind: K }>

/** What a step makes of rows: the same ones in the same order, some of them, or other ones. */
export type RowFate = 'same' | 'fewer' | 'other'

/** One kind of step, all that is to be known of it. */
export interface StepKind<S extends StepSpec = StepSpec> {
  title(spec: S): LocalizedText
  rows: RowFate
  /** Columns that have to be there. */
  reads(spec: S): readonly string[]
  /** Other prepared tables that it takes rows from. */
  tables?(spec: S): readonly string[]
  /** Why it does not fit the columns that come to it, though those that it reads are there. */
  misfit?(spec: S, columns: readonly ColumnInfo[], others: Others): LocalizedText | null
  /** The columns behind it. */
  after(spec: S, columns: readonly ColumnInfo[], others: Others): ColumnInfo[]
  sql(spec: S, from: string, columns: readonly ColumnInfo[], others: Others): string
  /** What it loses or changes unasked by the types of the columns that come to it. */
  warnings?(spec: S, columns: readonly ColumnInfo[], others: Others): LocalizedText[]
  /** Predicate over the rows that come (`rows`, a query), of those whose value the step does not name, and so loses or leaves as it was. */
  unnamed?(spec: S, columns: readonly ColumnInfo[], rows: string): Told | null
  /** Predicates over the rows that it makes, of results that a reader should know of, such as infinite ones. */
  unsound?(spec: S): readonly Told[]
}

/** Rows that are counted and told; the words are asked for where there are some. */
export interface Told {
  where: string
  words(n: number): LocalizedText
}

/** A kind of step that changes the cells of one column, whatever stands beside them. */
export interface CellKind<S extends StepSpec & { column: string }> {
  title(spec: S): LocalizedText
  /** The type of the column behind it. */
  type(spec: S, type: string): string
  /** The new value of a cell, whose column has a type, as an SQL expression. */
  cell(spec: S, type: string, value: string): string
  misfit?: StepKind<S>['misfit']
  unnamed?: StepKind<S>['unnamed']
}
