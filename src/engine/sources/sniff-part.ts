import type { Choices, ColumnReading, Sniff } from '../../contract'
import {
  describeSteps,
  inTurns,
  missingProposals,
  readAsChosen,
  readerOf,
  sniff,
  type DirectTable,
  type OpenTable,
  type TextColumn
} from '../import'
import type { Project } from '../project'
import { columnNames } from './column-names'
import { inFile } from './in-file'
import { declaredFirst, labelled } from './judge-own-types'
import type { OpenedPart } from './open-part'
import { ownType, readingOfType } from './own-type'
import { refuseWide } from './refuse-wide'
import { renamedNote } from './renamed-note'

const ROWS = 200
/** Cells of a first look: of very wide tables fewer rows are enough. */
const CELLS = 200_000
const FEW_ROWS = 20

function rowsOf(width: number): number {
  return Math.max(FEW_ROWS, Math.min(ROWS, Math.floor(CELLS / Math.max(1, width))))
}

/** Bytes of a first look, where a format allows one. */
const HEAD = 1 << 20

/** First rows of an opened table. */
export async function sniffPart(
  project: Project,
  part: OpenedPart,
  choices: Choices,
  signal?: AbortSignal
): Promise<Sniff> {
  if (part.format !== 'delimited') return readAsChosen(await sniffByReader(project, part, choices, signal), choices)
  try {
    return await sniff(part.data.path, columnNames, { choices, label: part.label, named: renamedNote })
  } catch (error) {
    throw inFile(part.label, error)
  }
}

async function sniffByReader(
  project: Project,
  part: OpenedPart,
  choices: Choices,
  signal?: AbortSignal
): Promise<Sniff> {
  const reader = readerOf(part.format)
  const options = { name: part.label, signal }
  const opened = await refuseWide(
    reader.openHead
      ? await reader.openHead(part.data.path, part.inner, choices, HEAD, options)
      : await reader.open(part.data.path, part.inner, choices, options),
    part.label
  )
  try {
    const seen =
      'sql' in opened
        ? await headOfQuery(project, opened, signal)
        : await headOfRecords(opened, !reader.openHead, choices.footer !== undefined)
    return {
      format: part.format,
      encoding: '',
      dialect: null,
      ...('sql' in opened || opened.skip === undefined
        ? {}
        : { place: { skip: opened.skip, headerRows: opened.headerRows } }),
      ...seen,
      faults: [],
      remembered: null,
      notes: [
        ...opened.notes(),
        ...renamedNote(
          opened.header,
          seen.columns.map(({ name }) => name)
        )
      ]
    }
  } finally {
    await opened.close()
  }
}

interface Head {
  columns: ColumnReading[]
  rows: (string | null)[][]
  dataRows: number | null
  likeRows?: number
}

/** The first rows; `toEnd` goes on to the last ones, where some of these are left out. */
async function headOfRecords(opened: OpenTable, whole: boolean, toEnd: boolean): Promise<Head> {
  const rows: (string | null)[][] = []
  const most = rowsOf(opened.width)
  let ended = true
  for await (const batch of opened.records()) {
    for (const record of batch) {
      if (rows.length < most) rows.push(Array.from({ length: opened.width }, (_, place) => record[place] ?? null))
      else ended = false
    }
    if (!ended && !toEnd) break
  }
  const names = columnNames(opened.header, opened.width)
  const likeRows = opened.likeRows?.() ?? 0
  return {
    rows,
    ...(likeRows ? { likeRows } : {}),
    columns: opened.types
      ? await describeStated(names, opened.types(), rows, opened)
      : await inTurns(describeSteps(textColumns(names, rows))),
    dataRows: ended && whole ? rows.length : ((await opened.claimedRows?.()) ?? null)
  }
}

async function headOfQuery(project: Project, opened: DirectTable, signal?: AbortSignal): Promise<Head> {
  const names = columnNames(opened.header, opened.header.length)
  const types = await project.rows<{ column_type: string }>(`DESCRIBE ${opened.sql}`, { signal })
  const cells = names.map((_, place) => `CAST(c${place} AS VARCHAR)`).join(', ')
  const most = rowsOf(names.length)
  const heads = await project.rows<{ cells: (string | null)[] }>(
    `SELECT [${cells}] AS cells FROM (${opened.sql}) LIMIT ${most}`,
    { signal }
  )
  const rows = heads.map((head) => head.cells)
  const stated = types.map((type) => type.column_type)
  return { rows, dataRows: rows.length < most ? rows.length : null, columns: await describeStated(names, stated, rows) }
}

/** Columns whose types the file states, as the load will judge them. */
async function describeStated(
  names: readonly string[],
  types: readonly string[],
  rows: readonly (string | null)[][],
  said: Pick<OpenTable, 'declaredMissing' | 'valueLabels' | 'columnLabels'> = {}
): Promise<ColumnReading[]> {
  const [declared, labels, titles] = [said.declaredMissing?.(), said.valueLabels?.(), said.columnLabels?.()]
  const all = textColumns(names, rows)
  const texts = await inTurns(describeSteps(all.filter((_, place) => types[place] === 'VARCHAR')))
  const read = new Map(texts.map((column) => [column.name, { ...column, lossless: column.reading?.kind === 'text' }]))
  return all.map(({ name, values }, place) => {
    const type = types[place] ?? 'VARCHAR'
    const reading = readingOfType(type)
    const missing = reading.kind === 'text' ? [] : missingProposals(values, { name, reading })
    const column = read.get(name) ?? ownType(name, type, missing)
    return {
      ...column,
      missing: declaredFirst(declared?.[place] ?? [], column.missing),
      ...labelled(labels?.[place], titles?.[place])
    }
  })
}

function textColumns(names: readonly string[], rows: readonly (string | null)[][]): TextColumn[] {
  return names.map((name, place) => ({ name, values: rows.map((row) => row[place] ?? null) }))
}
