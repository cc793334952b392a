import type { Choices, Format, LocalizedText, MissingProposal, Part, ValueLabel } from '../../contract'
import type { LineNote } from './delimited'

export interface ReadOptions {
  /** The file's name as its user knows it, for errors and notes; that of the staged file if not given. */
  name?: string
  signal?: AbortSignal
  /** Bytes of the file read so far, and its size. */
  onProgress?: (done: number, total: number) => void
}

/** A record as text; null is a missing cell, '' an empty text. */
export type TextRecord = (string | null)[]

/**
 * Reads one format: tells the tables of a file, and opens one of them. Readers get a regular file of the staging
 * directory, trust nothing in it, and refuse with a `ChantierError` that says what is wrong, where and what to do.
 */
export interface FormatReader {
  readonly format: Format
  /** The tables of a file in its order, by heads and catalogues only; `path` is relative to this file. */
  parts(file: string, options?: ReadOptions): Promise<Omit<Part, 'format'>[]>
  open(file: string, part: readonly string[], choices: Choices, options?: ReadOptions): Promise<OpenTable | DirectTable>
  /** The same for a first look, where opening means reading all of the file: only about the first `bytes` are read. */
  openHead?(
    file: string,
    part: readonly string[],
    choices: Choices,
    bytes: number,
    options?: ReadOptions
  ): Promise<OpenTable>
}

/** A table that the project's DuckDB reads by itself, with types of its own: a query over files of the staging directory. */
export interface DirectTable {
  sql: string
  /** Names as the file has them, one a column of `sql`, which calls them `c0`, `c1`, … */
  header: readonly string[]
  notes(): LocalizedText[]
  /** Removes what was written beside the file. */
  close(): Promise<void>
}

/** A table being read. Whoever opened it closes it, also after an error. */
export interface OpenTable {
  /** Names as the file has them, duplicates and holes included; null where it has none. */
  header: readonly string[] | null
  headerRows: number
  /** What stands alone above its names, where its format tells. */
  title?: string | null
  /** Lines above its header, or its rows where it has none, for formats in which they can be chosen. */
  skip?: number
  width: number
  /** Records that it should have by what its file claims, where that is cheaply known; null where it is not. */
  claimedRows?(): Promise<number | null>
  /** Its records in batches, once; cells beyond `width` never come. */
  records(): AsyncIterable<TextRecord[]>
  /** What was done to it; complete once the records were read to their end. */
  notes(): LocalizedText[]
  /**
   * DuckDB types of its columns where the file states them: the texts are read as these, and nothing is guessed. Bytes come
   * in hexadecimal, lists and structs as JSON, all else in DuckDB's own form. As the records read so far tell; complete at
   * their end.
   */
  types?(): string[]
  /** Values that the file itself declares to mean "no answer", with the rows read that hold them: a list for each column. */
  declaredMissing?(): MissingProposal[][]
  /** What the file says that the codes of its columns stand for: a list for each column, as its values are written. */
  valueLabels?(): ValueLabel[][]
  /** What the file calls its columns in words; empty where it says nothing. */
  columnLabels?(): string[]
  /**
   * Lines repaired or set aside since the last call, for formats that have lines: each is handed over once and forgotten,
   * so they are to be asked for after each batch, also an empty one, and at the end.
   */
  faults?(): LineNote[]
  /** Of the rows left out at the end by choice, how many first ones look like rows all the same. Complete at the end. */
  likeRows?(): number
  /** Where another table begins below this one, as the lines to skip to read it; null where none does. Complete at the end. */
  further?(): number | null
  close(): Promise<void>
}
