import type {
  Choices,
  ColumnChoice,
  ColumnReading,
  Dialect,
  FileOrigin,
  FileLook,
  LocalizedText,
  Part,
  Recognised,
  PartPath,
  Sniff
} from '../../../../contract'

/** A file that the user chose, before anything of it is loaded. */
export type ChosenFile = {
  id: string
  name: string
  /** The folders that it lies in, from the one that was chosen or dropped; none where it came alone. */
  folders: readonly string[]
  /** Null where the host reads it where it lies. */
  size: number | null
  origin: FileOrigin
  /** Bytes sent so far. */
  sent: number
  /** All its bytes can be read by the engine. */
  complete: boolean
  look: FileLook | null
  /** Why it cannot be taken; null while nothing speaks against it. */
  error: unknown
}

/** What the file itself says, seen where nothing was chosen: where a reset leads back to. */
export type Found = {
  encoding: string | null
  dialect: Dialect | null
  place: Sniff['place'] | null
  columns: ReadonlyMap<string, ColumnReading>
}

/** One table of a chosen file, with what was decided about it and what was last seen of it. */
export type FoundTable = {
  key: string
  file: string
  part: Part
  ticked: boolean
  choices: Choices
  /** Where choices of an earlier file were taken over. */
  recalled: { choices: Choices; file: string; at: string } | null
  /** Whether the engine may still take over choices by itself. */
  recall: boolean
  /** Grows with every choice; the preview is up to date where `seen` is the same. */
  stamp: number
  seen: number | null
  sniff: Sniff | null
  error: unknown
  found: Found
  /** Why the last load could not take it; the choices stay as they were. */
  failure: Failure | null
  /** Where the same bytes are known from: a table of the project, or an earlier table of this list. */
  known: { loaded: Recognised['loaded']; twin: string | null } | null
}

/** Why a table or file was not loaded. */
export type Failure = { file: string; message: LocalizedText; hint: LocalizedText | null }

/** The source that the file of a draft is a delivery of: one table is taken, the one most like the source's. */
export type DeliveryOf = { source: string; part: PartPath }

export type ImportDraft = {
  files: readonly ChosenFile[]
  tables: readonly FoundTable[]
  /** Key of the table shown. */
  shown: string | null
  /** The user has chosen it: it stays, whatever comes. */
  shownByHand?: boolean
  together: boolean
  fileColumn: boolean
  /** Wanted name of the one table; null while the user has not said, see `nameTogether`. */
  togetherName: string | null
  /** What came before it could be taken in: an empty folder, an address in place of a file. */
  refusals: readonly Failure[]
  /** Files left out since they only serve a system or an open editor (`.DS_Store`, `~$ventes.xlsx`). */
  leftOut: readonly string[]
  /** Null where the files become sources of their own. */
  delivery: DeliveryOf | null
}

export const EMPTY_DRAFT: ImportDraft = {
  files: [],
  tables: [],
  shown: null,
  together: false,
  fileColumn: true,
  togetherName: null,
  refusals: [],
  leftOut: [],
  delivery: null
}

/** Puts files behind those already chosen. */
export function addFiles(
  draft: ImportDraft,
  files: readonly (Pick<ChosenFile, 'id' | 'name' | 'size' | 'origin'> & Partial<Pick<ChosenFile, 'folders'>>)[],
  leftOut: readonly string[] = []
): ImportDraft {
  const added = files.map((file): ChosenFile => ({
    folders: [],
    ...file,
    sent: 0,
    complete: file.origin.kind === 'path',
    look: null,
    error: null
  }))
  return { ...draft, files: [...draft.files, ...added], leftOut: [...draft.leftOut, ...leftOut] }
}

/** Takes a file and its tables away. */
export function removeFile(draft: ImportDraft, id: string): ImportDraft {
  const tables = draft.tables.filter(({ file }) => file !== id)
  const shown = tables.some(({ key }) => key === draft.shown) ? draft.shown : (tables[0]?.key ?? null)
  return { ...draft, files: draft.files.filter((file) => file.id !== id), tables, shown }
}

/** Writes what is new about a file. */
export function withFile(draft: ImportDraft, id: string, part: Partial<ChosenFile>): ImportDraft {
  return { ...draft, files: draft.files.map((file) => (file.id === id ? { ...file, ...part } : file)) }
}

/** Keeps only the tables still to be loaded: with them their files, and those that were refused. */
export function keepTables(draft: ImportDraft, wanted: ReadonlyMap<string, Failure | null>): ImportDraft {
  const open = new Set(draft.tables.flatMap(({ key, file }) => (wanted.has(key) ? [file] : [])))
  const files = draft.files.filter(({ id, error }) => open.has(id) || error !== null)
  const tables = draft.tables.flatMap((table) => {
    if (!open.has(table.file) || (isTicked(table) && !wanted.has(table.key))) return []
    return [{ ...table, failure: wanted.get(table.key) ?? null }]
  })
  const shown =
    tables.find(({ key }) => key === draft.shown) ?? tables.find(({ failure }) => failure !== null) ?? tables[0]
  return { ...draft, files, tables, shown: shown?.key ?? null, leftOut: [], refusals: [] }
}

/** Whether a table would be loaded: what cannot be read is never, whatever its tick. */
export function isTicked(table: FoundTable): boolean {
  return table.ticked && !isUnusable(table)
}

/** True for a table that no choice of the user's keeps from being read, such as a bomb in an archive. */
export function isUnusable({ part, sniff, error, choices }: FoundTable): boolean {
  if (part.hidden && part.rows === 0 && part.format !== 'workbook') return part.note !== null
  return error !== null && sniff === null && isEmpty(choices)
}

/** True for a sheet without a filled cell. */
export function isEmptySheet({ part }: FoundTable): boolean {
  return part.format === 'workbook' && part.rows === 0
}

/** Rows of a table below its header, where that is known. */
export function dataRows({ part, sniff }: FoundTable): number | null {
  if (sniff?.dataRows != null) return sniff.dataRows
  return part.format === 'workbook' ? null : part.rows
}

/** Writes where tables are known from; the rest of each stays. */
export function withKnown(draft: ImportDraft, known: ReadonlyMap<string, FoundTable['known']>): ImportDraft {
  return {
    ...draft,
    tables: draft.tables.map((table) =>
      known.has(table.key) ? { ...table, known: known.get(table.key) ?? null } : table
    )
  }
}

/** Takes in the tables of a file: those that hold something and are not hidden are ticked, the first of all is shown, unless the user looks at another. */
export function withLook(draft: ImportDraft, id: string, look: FileLook): ImportDraft {
  const looked = withFile(draft, id, { look })
  if (look.waits) return looked
  const known = new Set(draft.tables.map(({ key }) => key))
  const added = look.parts.map((part) => newTable(id, part)).filter(({ key }) => !known.has(key))
  const order = new Map(draft.files.map((file, place) => [file.id, place]))
  const tables = [...draft.tables, ...added].sort((a, b) => (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0))
  const likeliest = draft.delivery && added.find(({ part }) => equal(part.path, draft.delivery?.part))
  const first = (likeliest ?? added.find(({ ticked }) => ticked) ?? added[0])?.key ?? null
  const shown = draft.shown === null || (first && isOvertaken(draft, id)) ? first : draft.shown
  return draft.delivery ? takeOnly({ ...looked, tables }, shown) : { ...looked, tables, shown }
}

/** Shows one table, since the user wants to see it. */
export function show(draft: ImportDraft, key: string): ImportDraft {
  return { ...draft, shown: key, shownByHand: true }
}

/**
 * Whether the tables of a file are to be shown in the place of those of a later one that was told before it: files are told
 * as they come. Not where the user is at work on what is shown, or has long been reading it, as while all of a workbook came.
 */
function isOvertaken({ files, tables, shown, shownByHand, delivery }: ImportDraft, id: string): boolean {
  const table = tables.find(({ key }) => key === shown)
  if (!table || shownByHand || delivery || !isEmpty(table.choices)) return false
  const placeOf = (file: string): number => files.findIndex((one) => one.id === file)
  return placeOf(id) < placeOf(table.file) && !files[placeOf(id)]?.look?.waits
}

/** Takes in a first look at a table; one that answers older choices is passed over. */
export function withSniff(draft: ImportDraft, key: string, stamp: number, sniff: Sniff): ImportDraft {
  return changeTable(draft, key, (table) => {
    if (table.stamp !== stamp) return table
    const seen = { ...table, sniff, error: null, seen: stamp }
    if (!sniff.remembered || !isEmpty(table.choices)) return { ...seen, found: findings(table, sniff) }
    return { ...seen, choices: sniff.remembered.choices, recalled: sniff.remembered, recall: false }
  })
}

/** Tells why a table cannot be shown; its last preview stays. */
export function withSniffError(draft: ImportDraft, key: string, stamp: number, error: unknown): ImportDraft {
  return changeTable(draft, key, (table) => (table.stamp === stamp ? { ...table, error, seen: stamp } : table))
}

/** Says that a table is worth another look, e.g. since more of its file has come. */
export function lookAgain(draft: ImportDraft, file: string): ImportDraft {
  return {
    ...draft,
    tables: draft.tables.map((table) =>
      // What could not be read from the beginning of its file may be readable now.
      table.file === file ? { ...table, stamp: table.stamp + 1, error: table.sniff ? table.error : null } : table
    )
  }
}

export function tick(draft: ImportDraft, keys: readonly string[], ticked: boolean): ImportDraft {
  const wanted = new Set(keys)
  return { ...draft, tables: draft.tables.map((table) => (wanted.has(table.key) ? { ...table, ticked } : table)) }
}

/** Shows one table and takes no other. */
export function takeOnly(draft: ImportDraft, shown: string | null): ImportDraft {
  return { ...draft, shown, tables: draft.tables.map((table) => ({ ...table, ticked: table.key === shown })) }
}

/** Changes choices of a table; `undefined` gives one back to detection. */
export function choose(draft: ImportDraft, key: string, change: Partial<Choices>): ImportDraft {
  return changeTable(draft, key, (table) => decided(table, without({ ...table.choices, ...change })))
}

/** Changes what is chosen about one column; a reading `undefined` gives it back to detection. */
export function chooseColumn(
  draft: ImportDraft,
  key: string,
  name: string,
  change: Partial<Omit<ColumnChoice, 'name'>>
): ImportDraft {
  return changeTable(draft, key, (table) => {
    const before = table.choices.columns ?? []
    const changed: ColumnChoice = { ...columnChoice(table, name), ...change }
    const kept = before.filter((column) => column.name !== name)
    const isChoice = changed.reading || changed.missing.length || changed.labelled
    const columns = isChoice ? [...kept, without(changed)] : kept
    return decided(table, without({ ...table.choices, columns: columns.length ? columns : undefined }))
  })
}

/** Gives every choice of a table back to detection, and takes over none by itself. */
export function forgetChoices(draft: ImportDraft, key: string): ImportDraft {
  return changeTable(draft, key, (table) => ({ ...decided(table, {}), recalled: null }))
}

/** Reads every other ticked table of the same format as this one. */
export function chooseForAlike(draft: ImportDraft, key: string): ImportDraft {
  const from = draft.tables.find((table) => table.key === key)
  if (!from) return draft
  const tables = draft.tables.map((table) => (isAlike(from, table) ? decided(table, from.choices) : table))
  return { ...draft, tables }
}

/** Ticked tables, besides one, that its choices could serve and which have others. */
export function alikeTables(draft: ImportDraft, key: string): FoundTable[] {
  const from = draft.tables.find((table) => table.key === key)
  return from ? draft.tables.filter((table) => isAlike(from, table) && !equal(table.choices, from.choices)) : []
}

/** What is chosen about a column of a table. */
export function columnChoice(table: FoundTable, name: string): ColumnChoice {
  return table.choices.columns?.find((column) => column.name === name) ?? { name, missing: [] }
}

/** Changes one table; every other stays the same object. */
function changeTable(draft: ImportDraft, key: string, change: (table: FoundTable) => FoundTable): ImportDraft {
  return { ...draft, tables: draft.tables.map((table) => (table.key === key ? change(table) : table)) }
}

function newTable(file: string, part: Part): FoundTable {
  return {
    key: JSON.stringify([file, ...part.path]),
    file,
    part,
    ticked: !part.hidden && !(part.format === 'workbook' && part.rows === 0),
    choices: {},
    recalled: null,
    recall: true,
    stamp: 1,
    seen: null,
    sniff: null,
    error: null,
    found: { encoding: null, dialect: null, place: null, columns: new Map() },
    failure: null,
    known: null
  }
}

function decided(table: FoundTable, choices: Choices): FoundTable {
  return equal(choices, table.choices) && !table.recalled
    ? { ...table, recall: false }
    : { ...table, choices, recall: false, stamp: table.stamp + 1, failure: null }
}

/** What a look tells of the file itself: only where no choice of ours speaks from it. */
function findings({ choices, found }: FoundTable, sniff: Sniff): Found {
  const columns = new Map(found.columns)
  const chosen = new Set(choices.columns?.map(({ name }) => name))
  for (const column of sniff.columns) if (!chosen.has(column.name)) columns.set(column.name, column)
  const { columns: _columns, ...structure } = choices
  return {
    encoding: choices.encoding === undefined ? sniff.encoding : found.encoding,
    dialect: isEmpty(structure) || found.dialect === null ? sniff.dialect : found.dialect,
    place: isEmpty(structure) || !found.place ? sniff.place : found.place,
    columns
  }
}

function isAlike(from: FoundTable, table: FoundTable): boolean {
  return table.key !== from.key && isTicked(table) && table.part.format === from.part.format
}

function isEmpty(choices: Choices): boolean {
  return Object.values(choices).every((value) => value === undefined)
}

function equal(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function without<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T
}
