import { z } from 'zod'
import { call, jobEvents } from './call'
import { Evidence, LocalizedText, TableRef } from './common'
import { ReadingChoice, TextReading, ValueLabel } from './recipe'

/** What a file is, told by its bytes rather than its name. */
export const Format = z.enum([
  'delimited',
  'workbook',
  'json',
  'parquet',
  'arrow',
  'sqlite',
  'duckdb',
  'spss',
  'zip',
  'gzip'
])
export type Format = z.infer<typeof Format>

/** A delimited text's dialect; null quote or escape means none is used. */
export const Dialect = z.object({
  delimiter: z.string(),
  quote: z.string().nullable(),
  escape: z.string().nullable(),
  newline: z.enum(['\n', '\r\n', '\r']),
  /** Lines before the header that belong to no table. */
  preambleLines: z.number().int().min(0),
  /** Header rows; 0 means that names were made up. */
  headerRows: z.number().int().min(0),
  comment: z.string().nullable()
})
export type Dialect = z.infer<typeof Dialect>

/** A text that seems to stand for "no answer" in a column, with the rows seen that hold it. */
export const MissingProposal = z.object({ text: z.string(), rows: z.number().int() })
export type MissingProposal = z.infer<typeof MissingProposal>

/** How a column is read, and what that loses: `failures` counts values that the type cannot hold. */
export const ColumnReading = z.object({
  name: z.string(),
  /** DuckDB type of the column as analysed. */
  type: z.string(),
  /** What the type stands for in words, e.g. "nombre à virgule décimale". */
  format: LocalizedText.nullable(),
  /** True when the raw table already holds this type without loss; false when text is kept and a recipe step reads it. */
  lossless: z.boolean(),
  failures: z.number().int(),
  /** Of the failures, values that are read in part: fewer digits than their text has, a day without its time; absent where that was not counted. */
  rounded: z.number().int().optional(),
  failureExamples: z.array(z.string()),
  /** Texts that are read as numbers, without the zeros that they begin with: no failures; absent where they were not counted. */
  lostZeros: z.object({ count: z.number().int(), examples: z.array(z.string()) }).optional(),
  /** How the text is read; absent where the file's own type was kept. */
  reading: TextReading.optional(),
  /** Plausible readings to choose from, the found one first. */
  readings: z.array(ReadingChoice).default([]),
  /** Texts that seem to say "no answer": proposed, never imposed. */
  missing: z.array(MissingProposal).default([]),
  /** What the file says that its codes stand for: the codes are the values, unless the labels are chosen. */
  labels: z.array(ValueLabel).optional(),
  /** What the file calls the column in words, such as the question of a survey. */
  label: z.string().optional()
})
export type ColumnReading = z.infer<typeof ColumnReading>

/** One line that could not be taken as it stood: repaired (kept) or rejected (kept here only). */
export const LineFault = z.object({
  line: z.number().int(),
  reason: LocalizedText,
  raw: z.string(),
  repaired: z.boolean()
})
export type LineFault = z.infer<typeof LineFault>

/** What was done to a file: nothing lost, nothing changed without a word here. */
export const LoadReport = z.object({
  encoding: z.string(),
  undecodableBytes: z.number().int(),
  dialect: Dialect.nullable(),
  rowsRead: z.number().int(),
  rowsLoaded: z.number().int(),
  /** Lines repaired or set aside, whole or in part; all of them are answered by `sources.faults`, the first ones stand here. */
  faultCount: z.number().int(),
  /** Of these, lines that are rows as they stand: only cells beside the table were set aside. */
  besideCount: z.number().int().optional(),
  faults: z.array(LineFault),
  columns: z.array(ColumnReading),
  notes: z.array(LocalizedText),
  seconds: z.number()
})
export type LoadReport = z.infer<typeof LoadReport>

/** How one of several files that came as one table was read: the report of the table tells of all of them. */
export const FileReading = LoadReport.pick({
  encoding: true,
  undecodableBytes: true,
  dialect: true,
  rowsRead: true,
  rowsLoaded: true,
  faultCount: true
})
export type FileReading = z.infer<typeof FileReading>

/** The identity of one file as it came; `part` names the table inside it (archive member, sheet, table of a database). */
export const FileFacts = z.object({
  name: z.string(),
  size: z.number(),
  sha256: z.string(),
  /** Journals that lay beside a database and belong to what it holds, by the ending of their names. */
  journals: z.array(z.object({ ending: z.string(), size: z.number(), sha256: z.string() })).optional(),
  format: Format.default('delimited'),
  part: z.array(z.string()).default([]),
  /** Told of each of several files; absent for a file alone, and where an earlier version of the program loaded them. */
  read: FileReading.optional()
})
export type FileFacts = z.infer<typeof FileFacts>

/** A choice about one column, by its name in the file. */
export const ColumnChoice = z.object({
  name: z.string(),
  /** How its text is read; absent: as found. */
  reading: TextReading.optional(),
  /** Texts that mean "no answer" in this column. */
  missing: z.array(z.string().max(1_000)).max(1_000).default([]),
  /** Its codes are shown as the labels that the file has for them. */
  labelled: z.boolean().optional()
})
export type ColumnChoice = z.infer<typeof ColumnChoice>

/** What the user decided about a file; everything absent is detected. */
export const Choices = z.object({
  encoding: z.string().max(40).optional(),
  /** '' for a file of one column. */
  delimiter: z.string().max(4).optional(),
  quote: z.string().max(1).nullable().optional(),
  /** The quote itself where it is doubled, a backslash, or null where nothing escapes it. */
  escape: z.string().max(1).nullable().optional(),
  /** Lines (or sheet rows) to leave out before the header. */
  skip: z.number().int().min(0).max(100_000).optional(),
  headerRows: z.number().int().min(0).max(20).optional(),
  /** Lines at the end of a delimited text to leave out, empty ones not counted. */
  footer: z.number().int().min(0).max(100_000).optional(),
  comment: z.string().max(8).nullable().optional(),
  /** JSON: nested fields as columns of their own. */
  unfold: z.boolean().optional(),
  columns: z.array(ColumnChoice).max(20_000).optional()
})
export type Choices = z.infer<typeof Choices>

/** A column of a delivery (`from`) that is a column of its source under another name (`to`). */
export const Rename = z.object({ from: z.string(), to: z.string() })
export type Rename = z.infer<typeof Rename>

/** One arrival of rows in a source: its first load, rows added behind, or a newer version of all of them. */
export const Delivery = z.object({
  id: z.string(),
  mode: z.enum(['first', 'append', 'refresh']),
  files: z.array(FileFacts),
  loadedAt: z.string(),
  rows: z.number().int(),
  report: LoadReport,
  /** What was decided about its file: the next delivery is read so. Absent where an earlier version of the program loaded it. */
  choices: Choices.optional(),
  /** Column, made at the import, that names the file of each row; null where there is none. Absent where an earlier version of the program loaded it. */
  fileColumn: z.string().nullable().optional(),
  /** Columns of its file that bear another name in the source: those of later deliveries are matched so too. */
  renames: z.array(Rename).optional()
})
export type Delivery = z.infer<typeof Delivery>

/** One table of the project as it was loaded; `file`, `loadedAt` and `report` are those of the latest delivery. */
export const Source = z.object({
  id: z.string(),
  table: TableRef,
  file: FileFacts,
  loadedAt: z.string(),
  rows: z.number().int(),
  report: LoadReport,
  /** Every delivery so far, oldest first. */
  deliveries: z.array(Delivery).default([]),
  /** Names the rows as they are now: another one after each delivery. */
  version: z.string().default('')
})
export type Source = z.infer<typeof Source>

/** Where a file comes from: uploaded in slices to `/upload/:id`, or chosen on disk by the host. */
export const FileOrigin = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('upload'), id: z.string() }),
  z.object({ kind: z.literal('path'), path: z.string() })
])
export type FileOrigin = z.infer<typeof FileOrigin>

/** A table in a file: archive member, then sheet or table of a database; an empty path is the file's only table. */
export const PartPath = z.array(z.string().max(4_000)).max(4)
export type PartPath = z.infer<typeof PartPath>

/** A chosen table of a chosen file. Without `part`, every table of the file that is not hidden. */
export const FileChoice = z.object({
  origin: FileOrigin,
  name: z.string(),
  part: PartPath.optional(),
  choices: Choices.optional()
})
export type FileChoice = z.infer<typeof FileChoice>

/** A table found in a file. `rows` and `columns` are null where only reading it would tell. */
export const Part = z.object({
  path: PartPath,
  name: z.string(),
  format: Format,
  rows: z.number().int().nullable(),
  columns: z.number().int().nullable(),
  /** Hidden in its file: offered, not loaded unless asked for. */
  hidden: z.boolean(),
  note: LocalizedText.nullable()
})
export type Part = z.infer<typeof Part>

/** What a file holds. `waits` is true where its last bytes must have come before its tables can be told. */
export const FileLook = z.object({
  format: Format,
  parts: z.array(Part),
  waits: z.boolean(),
  notes: z.array(LocalizedText)
})
export type FileLook = z.infer<typeof FileLook>

/** A table that stands below the first one of a file, as it will be loaded; `line` of the file is that of its header, or its first row. */
export const TableBelow = z.object({
  title: z.string().nullable(),
  line: z.number().int(),
  columns: z.array(ColumnReading),
  rows: z.array(z.array(z.string().nullable()))
})
export type TableBelow = z.infer<typeof TableBelow>

/** What a first look at a table gives: enough to paint its first rows; every cell is text. */
export const Sniff = z.object({
  format: Format,
  encoding: z.string(),
  /** Null for formats that are no delimited text. */
  dialect: Dialect.nullable(),
  /** Where the table of a sheet stands: rows above its names, and those that its names take; absent for other formats. */
  place: z.object({ skip: z.number().int(), headerRows: z.number().int() }).optional(),
  columns: z.array(ColumnReading),
  rows: z.array(z.array(z.string().nullable())),
  /** Of the lines at the end that were chosen to be left out, how many first ones look like rows all the same; absent where none does. */
  likeRows: z.number().int().optional(),
  /** Tables below the one looked at, which are loaded with it as tables of their own; only as far as a first look reaches. */
  below: z.array(TableBelow).optional(),
  /** Of each column, places of the rows whose text its reading does not take, or takes without its zeros. */
  marks: z.array(z.object({ unread: z.array(z.number().int()), coded: z.array(z.number().int()) })).optional(),
  notes: z.array(LocalizedText),
  /** Rows of the table below its header, by what its file claims; null where only reading all of it would tell. */
  dataRows: z.number().int().nullable().optional(),
  /** A row is longer than what a first look reads: there are rows, also where none is shown. */
  cut: z.boolean().optional(),
  /** Lines repaired or set aside among those seen. */
  faults: z.array(LineFault).default([]),
  /** The choices applied without being asked, since a file of this shape came before; null where none did. */
  remembered: z.object({ choices: Choices, file: z.string(), at: z.string() }).nullable(),
  /** What does not fit, of the choices of the source that the file is a delivery of; told among the notes too. */
  doubts: z.array(LocalizedText).optional()
})
export type Sniff = z.infer<typeof Sniff>

/** Where the same bytes are known from: a table of the project, or an earlier entry of the list that was asked about. */
export const Recognised = z.object({
  loaded: z.object({ table: z.string(), file: z.string(), at: z.string() }).nullable(),
  twin: z.number().int().nullable()
})
export type Recognised = z.infer<typeof Recognised>

export const ImportResult = z.object({
  sources: z.array(Source),
  failed: z.array(
    z.object({
      file: z.string(),
      message: LocalizedText,
      hint: LocalizedText.nullable(),
      /** Place of its choice among the files asked for; null for something within one of them that was left out. */
      place: z.number().int().nullable().default(null)
    })
  )
})
export type ImportResult = z.infer<typeof ImportResult>

/** What a delivery would change in a source, told before it is applied. */
export const DeliveryDiff = z.object({
  columns: z.object({
    kept: z.array(z.string()),
    added: z.array(z.string()),
    gone: z.array(z.string()),
    /**
     * A column gone and one added that are one; `likeness` from 0 to 1, null where the user paired them; `known` where
     * that was accepted with an earlier delivery.
     */
    renamed: z.array(
      z.object({ from: z.string(), to: z.string(), likeness: z.number().nullable(), known: z.boolean().optional() })
    ),
    /**
     * Columns of both sides, renamed ones by their name in the source, that have not the same type. Where rows come behind,
     * `becomes` is the type of both then, where it is another than `to`; of a text that is read, only the load can tell.
     */
    retyped: z.array(z.object({ name: z.string(), from: z.string(), to: z.string(), becomes: z.string().optional() })),
    /** Columns with other values in rows of the same key, and in how many of them. */
    changed: z.array(z.object({ name: z.string(), rows: z.number().int() }))
  }),
  rows: z.object({
    before: z.number().int(),
    arriving: z.number().int(),
    /** Rows that stand in both, alike in every common column. */
    same: z.number().int(),
    added: z.number().int(),
    gone: z.number().int(),
    /** Rows of the same key with other values; null where no key is known. */
    changed: z.number().int().nullable()
  }),
  /** Rows of either side, among its rows, that seem to sum up others: compared with none, and in no other count. */
  totals: z.object({ before: z.number().int(), arriving: z.number().int() }),
  /** Columns that tell the rows of both apart; null where there are none: whole rows are then compared. */
  key: z.array(z.string()).nullable(),
  /** Nothing but their being unique says that these columns identify: they may be so by chance. */
  keyByChance: z.boolean(),
  /** Some rows as text, columns in the order of `columns.kept`. */
  examples: z.object({
    added: z.array(z.array(z.string().nullable())),
    gone: z.array(z.array(z.string().nullable())),
    changed: z.array(z.object({ before: z.array(z.string().nullable()), after: z.array(z.string().nullable()) }))
  }),
  notes: z.array(LocalizedText),
  /** The delivery that the very same bytes came with before; `present` where its rows are still those of the table. */
  twin: z.object({ delivery: z.string(), file: z.string(), loadedAt: z.string(), present: z.boolean() }).nullable()
})
export type DeliveryDiff = z.infer<typeof DeliveryDiff>

/** Rows of a comparison: of one side, or by what became of them. */
export const ComparedKind = z.enum([
  'before',
  'arriving',
  'same',
  'added',
  'gone',
  'changed',
  'totalsBefore',
  'totalsArriving'
])
export type ComparedKind = z.infer<typeof ComparedKind>

const Cells = z.array(z.string().nullable())

/** Some rows of a comparison, as text; a side is null where the row is not on it. */
export const ComparedRows = z.object({
  /**
   * The columns shown, key and changed ones first; `side` says where those of one side only are, `truth` the sides where
   * the column holds truth values, written `true` and `false`.
   */
  columns: z.array(
    z.object({
      name: z.string(),
      side: z.enum(['both', 'before', 'arriving']),
      truth: z.array(z.enum(['before', 'arriving'])).optional()
    })
  ),
  /** How many columns there are: only the first hundred are shown. */
  columnCount: z.number().int(),
  total: z.number().int(),
  rows: z.array(
    z.object({
      before: Cells.nullable(),
      arriving: Cells.nullable(),
      /** Places, in `columns`, of the cells that differ. */
      changed: z.array(z.number().int())
    })
  )
})
export type ComparedRows = z.infer<typeof ComparedRows>

const Renames = z.array(Rename).max(10_000)

const DeliveryMode = z.enum(['append', 'refresh'])

export const sources = {
  list: call.input(z.object({}).optional()).output(z.array(Source)),
  /** The tables of a file; `complete` is false while its upload still runs. */
  look: call
    .input(z.object({ origin: FileOrigin, name: z.string(), complete: z.boolean().default(true) }))
    .output(FileLook),
  /** First rows of a table as the choices read it, also while its upload still runs. */
  sniff: call
    .input(
      FileChoice.extend({
        /** Apply what was chosen for the last file of this shape. */ recall: z.boolean().default(true),
        /** The source that the file is a delivery of: what was chosen for its last one is applied, where that fits. */
        source: z.string().optional(),
        /** The table is likely to be loaded as this look reads it: what a load begins with is done beside. */
        loads: z.boolean().default(false)
      })
    )
    .output(Sniff),
  /** Which of these tables are in the project already, or stand twice in the list, told by their bytes alone. */
  recognise: call
    .input(z.object({ tables: z.array(FileChoice.pick({ origin: true, name: true, part: true })).max(1_000) }))
    .output(z.array(Recognised)),
  /** Reads a text column of a source in another way than at its import, as one undoable change. */
  reread: call.input(z.object({ source: z.string(), column: z.string(), reading: TextReading })).output(Source),
  /** Loads files as tables, or all of them as one. Cancelled or killed, the file in hand leaves nothing and its upload stays. */
  import: call
    .input(
      z.object({
        files: z.array(FileChoice).max(10_000),
        /**
         * One table of all the files, with a column that names the file of each row where `fileColumn` says so. Files of other
         * columns than most have, and those that cannot be loaded, refuse the whole, or are told as failed by `leaveOthers`.
         */
        together: z
          .object({
            name: z.string().max(200).optional(),
            fileColumn: z.boolean(),
            leaveOthers: z.boolean().optional()
          })
          .optional()
      })
    )
    .output(jobEvents(ImportResult)),
  /** Loads a new delivery beside its source and tells what it would change; nothing is applied yet. */
  prepare: call
    .input(z.object({ source: z.string(), mode: DeliveryMode, file: FileChoice }))
    .output(jobEvents(z.object({ delivery: z.string(), diff: DeliveryDiff }))),
  /** Applies a prepared delivery, as one undoable change; cancelled, it stays prepared and the source as it was; `renames` maps names of the delivery to those of the source. */
  deliver: call
    .input(
      z.object({
        delivery: z.string(),
        renames: Renames.default([])
      })
    )
    .output(jobEvents(Source)),
  /** Compares a prepared delivery anew, with the user's renames in place of those found. */
  compare: call.input(z.object({ delivery: z.string(), renames: Renames })).output(jobEvents(DeliveryDiff)),
  /** A page of the rows behind a number of the last comparison; with `column`, those whose cell of it changed. */
  compared: call
    .input(
      z.object({
        delivery: z.string(),
        kind: ComparedKind,
        column: z.string().optional(),
        offset: z.number().int().min(0),
        limit: z.number().int().min(1).max(200)
      })
    )
    .output(ComparedRows),
  /** The rows of a source that came with one delivery; refused where a newer version replaced them. */
  arrived: call.input(z.object({ source: z.string(), delivery: z.string() })).output(Evidence),
  /** Lines repaired or set aside in a delivery, in the order of the file. */
  faults: call
    .input(
      z.object({
        delivery: z.string(),
        offset: z.number().int().min(0),
        limit: z.number().int().min(1).max(1_000)
      })
    )
    .output(z.object({ total: z.number().int(), faults: z.array(LineFault) })),
  /** Throws away what a cancelled upload has sent so far, and deliveries that will not be applied. */
  discard: call
    .input(
      z.object({
        uploads: z.array(z.string()).max(10_000).default([]),
        deliveries: z.array(z.string()).max(10_000).default([])
      })
    )
    .output(z.object({})),
  remove: call.input(z.object({ id: z.string() })).output(z.object({}))
}
