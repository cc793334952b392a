import { z } from 'zod'
import { call, jobEvents } from './call'
import { LocalizedText, TableRef } from './common'
import { ColumnProfile } from './profile'

/** What a code of a column means, e.g. 1 = oui. */
export const CodeMeaning = z.object({ code: z.string().max(200), meaning: z.string().max(1_000) })
export type CodeMeaning = z.infer<typeof CodeMeaning>

/** What people know of a table or a column and the data do not say; an empty text is nothing known. */
export const NoteTexts = z.object({
  label: z.string().trim().max(300).default(''),
  description: z.string().trim().max(10_000).default(''),
  unit: z.string().trim().max(100).default(''),
  codes: z.array(CodeMeaning).max(1_000).default([]),
  /** Where the values come from: a question, a form, a system, a computation. */
  source: z.string().trim().max(2_000).default(''),
  /** What is not sure about them. */
  doubt: z.string().trim().max(2_000).default('')
})
export type NoteTexts = z.infer<typeof NoteTexts>

/** A note of the codebook: on a column, or on the whole table where `column` is null; one a column. */
export const StoredNote = NoteTexts.extend({
  id: z.string(),
  table: z.string(),
  column: z.string().nullable(),
  writtenAt: z.string()
})
export type StoredNote = z.infer<typeof StoredNote>

/** A note as read now; `orphan` says why nothing bears it any more where its table or column is gone. */
export const Note = StoredNote.extend({ orphan: LocalizedText.nullable() })
export type Note = z.infer<typeof Note>

/** What a file said of a column; `absent` are its values that say "no answer", by the file or by how they look. */
export const ProposedNote = NoteTexts.extend({ absent: z.array(z.string()) })
export type ProposedNote = z.infer<typeof ProposedNote>

/** A column of the codebook: its facts, exact and over all rows, and its note. */
export const CodebookColumn = ColumnProfile.pick({
  name: true,
  type: true,
  family: true,
  reading: true,
  semantic: true,
  rows: true,
  missing: true,
  distinct: true,
  min: true,
  max: true,
  numeric: true,
  top: true
}).extend({
  note: Note.nullable(),
  /** What its file said of it (labels of an SPSS file): proposed for the note, never taken for one. */
  proposed: ProposedNote.nullable()
})
export type CodebookColumn = z.infer<typeof CodebookColumn>

export const CodebookTable = z.object({
  table: TableRef,
  rows: z.number().int(),
  /** Files that it was loaded from. */
  files: z.array(z.string()),
  note: Note.nullable(),
  columns: z.array(CodebookColumn)
})
export type CodebookTable = z.infer<typeof CodebookTable>

export const Codebook = z.object({ tables: z.array(CodebookTable), orphans: z.array(Note) })
export type Codebook = z.infer<typeof Codebook>

/**
 * `csv_fr` has semicolons and a byte order mark, `csv` commas; both put an apostrophe before what a spreadsheet would run.
 * `json` is a Data Package descriptor with a Table Schema a table (datapackage.org, version 2.0). `html` prints by itself.
 */
export const CodebookFormat = z.enum(['csv_fr', 'csv', 'json', 'markdown', 'html'])
export type CodebookFormat = z.infer<typeof CodebookFormat>

export const CodebookFile = z.object({ fileName: z.string(), mediaType: z.string(), text: z.string() })
export type CodebookFile = z.infer<typeof CodebookFile>

/** The data dictionary: facts of every column, and what people know of them. */
export const codebook = {
  read: call.input(z.object({}).optional()).output(jobEvents(Codebook)),
  notes: call.input(z.object({}).optional()).output(z.array(Note)),
  /** Writes the note of a column (of the table where null) in place of the one it has; nothing known removes it. Undoable. */
  write: call
    .input(z.object({ table: z.string().min(1), column: z.string().nullable(), texts: NoteTexts }))
    .output(z.object({ note: Note.nullable() })),
  /** Gives a note whose column is gone to another one that has none. */
  move: call.input(z.object({ id: z.string(), table: z.string(), column: z.string().nullable() })).output(Note),
  remove: call.input(z.object({ id: z.string() })).output(z.object({})),
  export: call
    .input(z.object({ format: CodebookFormat, language: z.enum(['fr', 'en']) }))
    .output(jobEvents(CodebookFile))
}
