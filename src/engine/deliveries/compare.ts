import type { Choices, ColumnInfo, DeliveryDiff, LocalizedText, Rename, Source } from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { rawColumns, twinOf, type LoadedPart } from '../sources'
import { ident } from '../sql'
import { placeOf } from './arrived'
import { comparedRows } from './compared-rows'
import type { Comparison } from './comparison'
import { diffColumns } from './diff-columns'
import { fileColumnOf } from './file-column'
import { easeKey } from './eased-key'
import { findRowKey, type KeyedTable } from './find-row-key'
import { dropMatched, matchRows, type Totals } from './match-rows'
import { knownRenames, renamedNotes } from './known-renames'
import { namesInSource } from './names-in-source'
import { turnedNotes } from './date-order'
import { yearNotes } from './short-years'
import type { Met } from './meet'
import { mergeBasis } from './merge-basis'
import { notesOn, notesOnReading, notesOnTexts, notesOnTotals, notesOnUnread } from './notes'
import { missingMade } from './missing-made'
import { newMarks, planMerge, unreadValues, type MergePlan } from './plan-merge'
import { plainNotes } from './plain-numbers'
import { mayBeRead, shareTypes } from './share-types'
import { pairColumns, type ColumnPair, type ComparedSide } from './pair-columns'
import { totalLines } from './total-lines'

export interface CompareOptions {
  mode: 'append' | 'refresh'
  /** The user's renames in place of those found. */
  renames?: readonly Rename[]
  /** Renames that were found, for the likeness of those that the user kept. */
  found?: DeliveryDiff['columns']['renamed']
  /** How the file of the delivery was read. */
  choices?: Choices
  signal?: AbortSignal
}

/**
 * What a loaded delivery would change in its source: columns by name (renamed ones proposed), rows by a key of both where
 * there is one, else by whole rows over the common columns. All counts are exact.
 */
export async function compareDelivery(
  project: Project,
  source: Source,
  loaded: Pick<LoadedPart, 'table' | 'rows' | 'columns' | 'file' | 'names'>,
  { mode, renames, found = [], choices = {}, signal }: CompareOptions
): Promise<Comparison> {
  const name = source.table.name
  const [old, now] = await Promise.all([rawColumns(project, name), rawColumns(project, loaded.table)])
  const before: ComparedSide = { table: name, columns: old, readings: source.report.columns }
  let arriving: ComparedSide = { table: loaded.table, columns: now, readings: loaded.columns }
  const renamed = renames && pairsOf(renames, old, now, found)
  const diffed = await diffColumns(project, before, arriving, { renamed, known: knownRenames(source), signal })
  const names = new Map(diffed.renamed.map(({ from, to }) => [to, from]))
  const arrivingNames = now.map((column) => column.name)
  const filled = mode === 'append' ? fileColumnOf(source, old, names, arrivingNames) : null
  const basis = await mergeBasis(project, source)
  const plan = await planMerge(project, basis, loaded, renamesOf(diffed), { mode, choices }, signal)
  const met = { ...plan, meetings: plan.found }
  arriving = { ...arriving, readings: followedReadings(arriving.readings, plan) }
  const shared = mode === 'append' ? await sharedWith(project, met, signal) : NOTHING_SHARED
  const columns = {
    ...diffed,
    gone: diffed.gone.filter((one) => one !== filled),
    retyped: diffed.retyped.map((column) => ({ ...column, ...shared.becomes(column) }))
  }
  const compared = pairColumns(columns, before, arriving)
  const rows = { before: await count(project, name, signal), arriving: loaded.rows }
  const totals: Totals = {
    before: await totalLines(
      project,
      { ...before, columns: ofFiles(source, old), rows: rows.before, ends: endsOf(source, rows.before) },
      signal
    ),
    arriving: await totalLines(project, { ...arriving, rows: rows.arriving, ends: [rows.arriving] }, signal)
  }
  const sides = keyedSides([before, arriving], rows, { pairs: compared, totals })
  const key = await findRowKey(project, compared.map(({ name }) => name), sides, signal) // prettier-ignore
  const exact = await matchRows(project, [name, loaded.table], compared, { key: key?.columns ?? null, totals }, signal)
  const {
    pairs,
    matched,
    notes: keyNotes
  } = key
    ? await easeKey(project, { pairs: compared, matched: exact }, { key: key.columns, totals, sides }, signal)
    : { pairs: compared, matched: exact, notes: [] }
  const changed = [...matched.changes].map(([place, n]) => ({ name: pairs[place]?.name ?? '', rows: n }))
  const told: DeliveryDiff = {
    columns: { ...columns, changed: changed.sort((a, b) => b.rows - a.rows) },
    rows: { ...rows, ...matched.counts },
    totals: { before: totals.before.length, arriving: totals.arriving.length },
    key: key?.columns ?? null,
    keyByChance: key?.byChance ?? false,
    examples: { added: [], gone: [], changed: [] },
    notes: [],
    twin: twinOf(source, loaded.file)
  }
  const made = missingMade(basis.steps)
  const fresh = newMarks(source, choices, plan.names, made)
  const marks = (column: string): string[] => [...(made.get(column) ?? []), ...(fresh.get(column) ?? [])]
  const truth = { before: truthColumns(before), arriving: truthColumns(arriving) }
  const comparison: Comparison = { diff: told, before: name, arriving: loaded.table, pairs, matched, truth }
  try {
    const diff = {
      ...told,
      examples: await examplesOf(project, comparison, signal),
      notes: [
        ...notesOn(told, mode),
        ...renamedNotes(renamesOf({ renamed: columns.renamed.filter(({ known }) => known) }), true),
        ...keyNotes,
        ...notesOnTotals(told),
        ...shared.notes,
        ...turnedNotes(
          [...plan.turned.values()].filter((one) => !plan.turnedYears.includes(one)),
          mode
        ),
        ...yearNotes(plan.turnedYears, mode),
        ...(await plainNotes(project, plan, signal)),
        ...notesOnUnread(await unreadValues(project, plan, basis.steps, marks, signal)),
        ...fileNote(filled)
      ]
    }
    return { ...comparison, diff }
  } catch (error) {
    await dropMatched(project, matched)
    throw error
  }
}

/** How the columns of a delivery are read, those that the recipe reads as yes and no in the words of the delivery. */
function followedReadings(readings: ComparedSide['readings'], { found, names }: MergePlan): ComparedSide['readings'] {
  const followed = new Map(found.map(({ name, arriving }) => [name, arriving?.reading]))
  return readings.map((column) => {
    const reading = followed.get(names.get(column.name) ?? column.name)
    const isFollowed = reading?.kind === 'boolean' || reading?.kind === 'date' || reading?.kind === 'timestamp'
    return isFollowed ? { ...column, reading } : column
  })
}

function truthColumns({ columns, readings }: ComparedSide): Set<string> {
  const read = new Map(readings.map(({ name, reading }) => [name, reading?.kind]))
  return new Set(columns.flatMap(({ name, type }) => (type === 'BOOLEAN' || read.get(name) === 'boolean' ? name : [])))
}

interface Shared {
  /** What a column of two types becomes, where that is known. */
  becomes: (column: { name: string; to: string }) => { becomes?: string }
  /** Those that no type holds on both sides. */
  notes: LocalizedText[]
}

const NOTHING_SHARED: Shared = { becomes: () => ({}), notes: [] }

function renamesOf({ renamed }: Pick<DeliveryDiff['columns'], 'renamed'>): Rename[] {
  return renamed.map(({ from, to }) => ({ from: to, to: from }))
}

/** What becomes of the columns that have another type in the delivery, where its rows come behind. */
async function sharedWith(project: Project, { meetings, sides }: Met, signal?: AbortSignal): Promise<Shared> {
  const shared = await shareTypes(project, meetings, sides, signal)
  const unheld = meetings.filter(({ name }) => shared.get(name) === null)
  const [perhaps, texts] = [unheld.filter(mayBeRead), unheld.filter((meeting) => !mayBeRead(meeting))]
  const open = new Set(perhaps.map(({ name }) => name))
  return {
    notes: [...notesOnTexts(texts), ...notesOnReading(perhaps)],
    becomes: ({ name, to }) => {
      const type = shared.get(name)
      return type === undefined || open.has(name) || (type ?? 'VARCHAR') === to ? {} : { becomes: type ?? 'VARCHAR' }
    }
  }
}

/** The user's renames as pairs of columns; refuses those that are of no column, or of one that both sides have. */
function pairsOf(
  renames: readonly Rename[],
  own: readonly ColumnInfo[],
  now: readonly ColumnInfo[],
  found: DeliveryDiff['columns']['renamed']
): DeliveryDiff['columns']['renamed'] {
  const names = own.map(({ name }) => name)
  namesInSource(
    names,
    now.map(({ name }) => name),
    renames
  )
  return renames.map(({ from, to }) => {
    if (!names.includes(to)) throw noColumn(to)
    const known = found.find((pair) => pair.from === to && pair.to === from)
    return { from: to, to: from, likeness: known?.likeness ?? null, ...(known?.known ? { known: true } : {}) }
  })
}

function keyedSides(
  [before, arriving]: [ComparedSide, ComparedSide],
  rows: { before: number; arriving: number },
  { pairs, totals }: { pairs: readonly ColumnPair[]; totals: Totals }
): [KeyedTable, KeyedTable] {
  const byName = new Map(pairs.map((pair) => [pair.name, pair]))
  const value = (side: 'before' | 'after') => (name: string) => byName.get(name)?.[side] ?? 'NULL'
  return [
    { table: before.table, rows: rows.before - totals.before.length, without: totals.before, value: value('before') },
    {
      table: arriving.table,
      rows: rows.arriving - totals.arriving.length,
      without: totals.arriving,
      value: value('after')
    }
  ]
}

const EXAMPLES = 8

/** The first rows of each kind, cells in the order of the kept columns, then of the renamed ones. */
async function examplesOf(
  project: Project,
  comparison: Comparison,
  signal?: AbortSignal
): Promise<DeliveryDiff['examples']> {
  const { counts } = comparison.matched
  const page = async (kind: 'added' | 'gone' | 'changed') => {
    if (!counts[kind]) return []
    const found = await comparedRows(project, comparison, { kind, offset: 0, limit: EXAMPLES }, signal)
    const places = comparison.pairs.map(({ name }) => found.columns.findIndex((column) => column.name === name))
    const inOrder = (cells: (string | null)[] | null) => places.map((place) => cells?.[place] ?? null)
    return found.rows.map((row) => ({ before: inOrder(row.before), after: inOrder(row.arriving) }))
  }
  const [added, gone, changed] = [await page('added'), await page('gone'), await page('changed')]
  return { added: added.map(({ after }) => after), gone: gone.map(({ before }) => before), changed }
}

/** Columns of a source without those, made at an import, that name the file of each row: they stand in its totals too. */
function ofFiles({ deliveries }: Source, columns: readonly ColumnInfo[]): ColumnInfo[] {
  const made = new Set(deliveries.map(({ fileColumn }) => fileColumn))
  return columns.filter(({ name }) => !made.has(name))
}

/** Where the rows of each file of each delivery end in the table. */
function endsOf(source: Source, rows: number): number[] {
  const ends = source.deliveries.flatMap(({ id, files, rows: own }) => {
    const place = placeOf(source, id)
    if (place === null) return []
    let end = place
    const within = files.map(({ read }) => (end += read?.rowsLoaded ?? 0))
    return end === place + own ? within : [place + own]
  })
  return [...new Set([...ends, rows])]
}

async function count(project: Project, table: string, signal?: AbortSignal): Promise<number> {
  const [row] = await project.rows<{ n: number }>(`SELECT count(*) AS n FROM raw.${ident(table)}`, { signal })
  return row?.n ?? 0
}

function fileNote(column: string | null): LocalizedText[] {
  if (column === null) return []
  return [
    {
      fr: `« ${column} » reçoit le nom du fichier, comme pour les lignes d’avant.`,
      en: `“${column}” gets the name of the file, as in the rows before.`
    }
  ]
}

function noColumn(name: string): Error {
  return fail('input', {
    fr: `La table n’a pas de colonne « ${name} ».`,
    en: `The table has no column “${name}”.`
  })
}
