import { randomUUID } from 'node:crypto'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Choices, ColumnReading, LocalizedText } from '../../contract'
import { asDamage, furtherNote, readerOf, type DirectTable, type OpenTable } from '../import'
import type { Project } from '../project'
import { ident } from '../sql'
import { chooseReadings } from './choose-readings'
import { columnNames } from './column-names'
import { FaultLog } from './faults'
import { hashFile } from './hash-file'
import { judgeOwnTypes } from './judge-own-types'
import { loadOwnTypes } from './load-own-types'
import type { Loaded, LoadPartOptions } from './loaded'
import { isRefusal } from './delimited-job'
import { dropTable } from './drop-table'
import { loadTable, sampleReadings, type PlainFile } from './load-table'
import type { OpenedPart } from './open-part'
import { proposeReadings } from './propose-readings'
import { renamedNote } from './renamed-note'
import { refuseWide } from './refuse-wide'
import { RowSample } from './row-sample'
import { rawColumns } from './stack'
import { journalsBeside } from './stage'
import { writeRecords, WRITTEN_RECORDS } from './write-records'

/** Loads a table of a workbook, JSON document, database or columnar file by the reader of its format, and each that stands below it on its sheet. */
export async function loadRecordsPart(
  project: Project,
  part: OpenedPart,
  choices: Choices,
  table: string,
  options: LoadPartOptions
): Promise<Loaded[]> {
  const hashed = hashFile(part.file.path, options.signal)
  // Told below, once it is needed: the load may fail first.
  hashed.catch(() => undefined)
  // Before it is opened: DuckDB may shorten a journal that it replays.
  const journals = await hashJournals(part.file.path, options.signal)
  const loaded: Loaded[] = []
  try {
    let [wanted, next] = [choices, 0 as number | null]
    while (next !== null) {
      const index = loaded.length
      const own = index ? `${table}-${index}` : table
      const { further, above, ...one } = await loadOneTable(
        project,
        part,
        { choices: wanted, skipped: next, table: own },
        options
      )
      loaded.push({ ...one, title: index ? (above ?? `tableau ${index + 1}`) : null, sha256: await hashed, journals })
      next = index < MOST_FURTHER && (further ?? 0) > next ? further : null
      wanted = { skip: next ?? 0 }
    }
    return loaded
  } catch (error) {
    for (const each of loaded) {
      await each.faults.close()
      await dropTable(project, each.table)
    }
    throw error
  }
}

const MOST_FURTHER = 200

/** Loads one table; `skipped` is how many rows of the sheet were read as tables above it. */
async function loadOneTable(
  project: Project,
  part: OpenedPart,
  { choices, skipped, table }: { choices: Choices; skipped: number; table: string },
  options: LoadPartOptions
): Promise<Omit<Loaded, 'title' | 'sha256' | 'journals'> & { further: number | null; above: string | null }> {
  const faults = new FaultLog(project)
  const reading = { ...options, name: part.label }
  const opened = await refuseWide(
    await readerOf(part.format).open(part.data.path, part.inner, choices, reading),
    part.label
  )
  try {
    const found =
      'sql' in opened
        ? await loadDirect(project, opened, table, options).catch((error: unknown) => {
            throw asDamage(part.label, part.format, error)
          })
        : await loadRecords(project, loggingFaults(opened, faults, skipped), table, reading)
    if ('faults' in opened) await logFaults(opened, faults, skipped)
    const columns = await chooseReadings(project, table, found.columns, choices, options.signal)
    const further = ('further' in opened && opened.further?.()) || null
    const told = further === null ? null : furtherNote(further).fr
    return {
      table,
      names: found.names,
      columns,
      rows: found.rows,
      encoding: '',
      dialect: null,
      undecodableBytes: 0,
      notes: [
        ...(skipped ? [] : part.notes),
        ...opened.notes().filter(({ fr }) => fr !== told),
        ...renamedNote(opened.header, found.names),
        ...found.notes
      ],
      faults,
      further,
      above: ('title' in opened && opened.title) || null
    }
  } catch (error) {
    await faults.close()
    await dropTable(project, table)
    throw error
  } finally {
    await opened.close()
  }
}

/** The same table, whose lines set aside go to the log batch by batch: there may be as many as the file has lines. */
function loggingFaults(opened: OpenTable, faults: FaultLog, skipped: number): OpenTable {
  return {
    ...opened,
    async *records() {
      for await (const batch of opened.records()) {
        await logFaults(opened, faults, skipped)
        yield batch
      }
    }
  }
}

/** Lines of the tables above and below are told as rows of these. */
async function logFaults(opened: OpenTable, faults: FaultLog, skipped: number): Promise<void> {
  for (const note of opened.faults?.() ?? [])
    if (note.line > skipped && (note.reason !== 'other_table' || !opened.further)) faults.add(note)
  await faults.flush()
}

interface FoundTable {
  names: string[]
  columns: ColumnReading[]
  rows: number
  notes: LocalizedText[]
}

/** DuckDB reads the file by itself: its own types are kept, and nothing is text that was none. */
async function loadDirect(
  project: Project,
  opened: DirectTable,
  table: string,
  { signal, onProgress }: LoadPartOptions
): Promise<FoundTable> {
  const names = columnNames(opened.header, opened.header.length)
  const selected = names.map((name, place) => `c${place} AS ${ident(name)}`)
  const [made] = await project.rows<{ Count: number }>(
    `CREATE TABLE raw.${ident(table)} AS SELECT ${selected.join(', ')} FROM (${opened.sql})`,
    { signal, onProgress: (share) => onProgress?.(Math.round(share * 1_000), 1_000) }
  )
  const types = (await rawColumns(project, table)).map(({ type }) => type)
  const columns = await judgeOwnTypes(project, table, { names, types }, signal)
  return { names, rows: made?.Count ?? 0, columns, notes: [] }
}

/** The records as plain text first, then typed: as the file states, else where every text can be given back. */
async function loadRecords(
  project: Project,
  opened: OpenTable,
  table: string,
  { name, signal }: LoadPartOptions & { name: string }
): Promise<FoundTable> {
  const path = join(project.staging, `clean-${randomUUID()}`)
  try {
    const names = columnNames(opened.header, opened.width)
    if (!names.length) return { names, columns: [], rows: 0, notes: [] }
    const sample = new RowSample()
    await writeRecords(path, opened, sample, { name, signal })
    const columns = sample.columns(names.length)
    const { size } = await stat(path)
    const plain: PlainFile = {
      path,
      direct: WRITTEN_RECORDS,
      names,
      columns,
      readings: opened.types ? [] : sampleReadings(names, columns),
      tuning: { size }
    }
    const load = (file: PlainFile): Promise<FoundTable> =>
      opened.types ? loadStated(project, file, opened, table, signal) : loadInferred(project, file, table, signal)
    return await load(plain).catch((error: unknown) => {
      if (!isRefusal(error)) throw error
      // What is written here is sound: only a line longer than DuckDB's usual limit is refused.
      return load({ ...plain, tuning: { size, longLines: true } })
    })
  } finally {
    await rm(path, { force: true })
  }
}

async function loadInferred(
  project: Project,
  file: PlainFile,
  table: string,
  signal: AbortSignal
): Promise<FoundTable> {
  const loaded = await loadTable(project, file, table, { signal })
  const columns = await proposeReadings(project, table, { ...loaded, names: file.names }, signal)
  return { names: file.names, rows: loaded.rows, columns, notes: [] }
}

async function loadStated(
  project: Project,
  file: PlainFile,
  opened: OpenTable,
  table: string,
  signal: AbortSignal
): Promise<FoundTable> {
  const { rows, notes } = await loadOwnTypes(project, file, opened.types?.() ?? [], table, signal)
  const { names, columns: samples } = file
  const types = (await rawColumns(project, table)).map(({ type }) => type)
  const declared = opened.declaredMissing?.()
  const [labels, titles] = [opened.valueLabels?.(), opened.columnLabels?.()]
  const columns = await judgeOwnTypes(project, table, { names, types, samples, declared, labels, titles }, signal)
  return { names, rows, columns, notes }
}

async function hashJournals(path: string, signal: AbortSignal): Promise<NonNullable<Loaded['journals']>> {
  return Promise.all(
    (await journalsBeside(path)).map(async (ending) => ({
      ending,
      size: (await stat(path + ending)).size,
      sha256: await hashFile(path + ending, signal)
    }))
  )
}
