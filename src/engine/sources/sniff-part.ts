import type { Choices, ColumnReading, FileChoice, LocalizedText, Sniff } from '../../contract'
import {
  inferReading,
  isLossless,
  readerOf,
  readingInWords,
  sniff,
  typeOf,
  type DirectTable,
  type OpenTable
} from '../import'
import type { Project } from '../project'
import { columnNames } from './column-names'
import { openPart, partsOf } from './list-parts'
import { withStaged, type OpenedPart } from './open-part'
import { recallChoices, shapeOfNames } from './remember'

const ROWS = 200

/** First rows of a table as the given choices read it, or as those remembered for its shape do. */
export async function sniffChosen(
  project: Project,
  { origin, name, part, choices, recall }: FileChoice & { recall: boolean },
  signal?: AbortSignal
): Promise<Sniff> {
  return withStaged(project, origin, name, async (file) => {
    const opened = await openPart(project, file, part ?? (await firstPath(project, file, signal)), { name, signal })
    const asked = await sniffPart(project, opened, choices ?? {}, signal)
    if (choices || !recall) return asked
    const names = asked.columns.map((column) => column.name)
    for (const remembered of await recallChoices(project, names, name, opened.path)) {
      const again = await sniffPart(project, opened, remembered.choices, signal).catch(() => null)
      if (again && shapeOfNames(again.columns.map((column) => column.name)) === remembered.shape)
        return { ...again, remembered: { choices: remembered.choices, file: remembered.file, at: remembered.at } }
    }
    return asked
  })
}

/** First rows of an opened table. */
export async function sniffPart(
  project: Project,
  part: OpenedPart,
  choices: Choices,
  signal?: AbortSignal
): Promise<Sniff> {
  const seen =
    part.format === 'delimited'
      ? await sniff(part.data.path, columnNames)
      : await sniffByReader(project, part, choices, signal)
  return { ...seen, columns: readAsChosen(seen, choices) }
}

async function firstPath(project: Project, file: OpenedPart['file'], signal?: AbortSignal): Promise<string[]> {
  const { parts } = await partsOf(project, file, { name: file.name, signal })
  return (parts.find(({ hidden }) => !hidden) ?? parts[0])?.path ?? []
}

async function sniffByReader(
  project: Project,
  part: OpenedPart,
  choices: Choices,
  signal?: AbortSignal
): Promise<Sniff> {
  const opened = await readerOf(part.format).open(part.data.path, part.inner, choices, {
    name: part.label,
    signal
  })
  try {
    const seen = 'sql' in opened ? await headOfQuery(project, opened, signal) : await headOfRecords(opened)
    return {
      format: part.format,
      encoding: '',
      dialect: null,
      ...seen,
      faults: [],
      remembered: null,
      notes: opened.notes()
    }
  } finally {
    await opened.close()
  }
}

interface Head {
  columns: ColumnReading[]
  rows: (string | null)[][]
  notes?: LocalizedText[]
}

async function headOfRecords(opened: OpenTable): Promise<Head> {
  const rows: (string | null)[][] = []
  for await (const batch of opened.records()) {
    for (const record of batch)
      if (rows.length < ROWS) rows.push(Array.from({ length: opened.width }, (_, place) => record[place] ?? null))
    if (rows.length >= ROWS) break
  }
  const names = columnNames(opened.header, opened.width)
  return {
    rows,
    columns: names.map((name, place) =>
      readColumn(
        name,
        rows.map((row) => row[place] ?? null)
      )
    )
  }
}

async function headOfQuery(project: Project, opened: DirectTable, signal?: AbortSignal): Promise<Head> {
  const names = columnNames(opened.header, opened.header.length)
  const types = await project.rows<{ column_type: string }>(`DESCRIBE ${opened.sql}`, { signal })
  const cells = names.map((_, place) => `CAST(c${place} AS VARCHAR)`).join(', ')
  const heads = await project.rows<{ cells: (string | null)[] }>(
    `SELECT [${cells}] AS cells FROM (${opened.sql}) LIMIT ${ROWS}`,
    { signal }
  )
  const rows = heads.map((head) => head.cells)
  return {
    rows,
    columns: names.map((name, place) => {
      const type = types[place]?.column_type ?? 'VARCHAR'
      if (type === 'VARCHAR')
        return readColumn(
          name,
          rows.map((row) => row[place] ?? null)
        )
      return { name, type, format: null, lossless: true, failures: 0, failureExamples: [], missing: [] }
    })
  }
}

function readColumn(name: string, values: (string | null)[]): ColumnReading {
  const reading = inferReading(values)
  return {
    name,
    type: typeOf(reading),
    format: readingInWords(reading),
    lossless: isLossless(reading),
    failures: 0,
    failureExamples: [],
    reading,
    missing: []
  }
}

/** Columns with the chosen readings in place of the found ones. */
function readAsChosen({ columns }: Sniff, { columns: chosen = [] }: Choices): ColumnReading[] {
  const readings = new Map(chosen.flatMap(({ name, reading }) => (reading ? [[name, reading] as const] : [])))
  return columns.map((column) => {
    const reading = readings.get(column.name)
    if (!reading) return column
    return { ...column, reading, type: typeOf(reading), format: readingInWords(reading), lossless: isLossless(reading) }
  })
}
