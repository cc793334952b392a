import type { Choices, ColumnReading, FileChoice, LocalizedText, MissingProposal, Sniff } from '../../contract'
import {
  describeColumns,
  missingProposals,
  readerOf,
  readingInWords,
  sniff,
  typeOf,
  unreadTexts,
  type DirectTable,
  type OpenTable,
  type TextColumn
} from '../import'
import type { Project } from '../project'
import { columnNames } from './column-names'
import { declaredFirst } from './judge-own-types'
import { firstPath, partsOf, withPart } from './list-parts'
import { withStaged, type OpenedPart } from './open-part'
import { ownType, readingOfType } from './own-type'
import { refuseWide } from './refuse-wide'
import { recallChoices, shapeOfNames } from './remember'

const ROWS = 200
/** Bytes of a first look, where a format allows one. */
const HEAD = 1 << 20

/** First rows of a table as the given choices read it, or as those remembered for its shape do. */
export async function sniffChosen(
  project: Project,
  { origin, name, part, choices, recall }: FileChoice & { recall: boolean },
  signal?: AbortSignal
): Promise<Sniff> {
  return withStaged(project, origin, name, async (file) => {
    const path = part ?? firstPath((await partsOf(project, file, { name, signal })).parts)
    return withPart(project, file, path, { name, signal }, async (opened) => {
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
  })
}

/** First rows of an opened table. */
async function sniffPart(project: Project, part: OpenedPart, choices: Choices, signal?: AbortSignal): Promise<Sniff> {
  const seen =
    part.format === 'delimited'
      ? await sniff(part.data.path, columnNames, { choices })
      : await sniffByReader(project, part, choices, signal)
  const columns = readAsChosen(seen, choices)
  return { ...seen, columns, notes: [...seen.notes, ...lostZeros(columns, seen.rows)] }
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
  if (!opened.types) return { rows, columns: describeColumns(textColumns(names, rows)) }
  return { rows, columns: describeStated(names, opened.types(), rows, opened.declaredMissing?.()) }
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
  const stated = types.map((type) => type.column_type)
  return { rows, columns: describeStated(names, stated, rows) }
}

/** Columns whose types the file states, as the load will judge them. */
function describeStated(
  names: readonly string[],
  types: readonly string[],
  rows: readonly (string | null)[][],
  declared: MissingProposal[][] = []
): ColumnReading[] {
  const all = textColumns(names, rows)
  const texts = describeColumns(all.filter((_, place) => types[place] === 'VARCHAR'))
  const read = new Map(texts.map((column) => [column.name, { ...column, lossless: column.reading?.kind === 'text' }]))
  return all.map(({ name, values }, place) => {
    const type = types[place] ?? 'VARCHAR'
    const reading = readingOfType(type)
    const missing = reading.kind === 'text' ? [] : missingProposals(values, { name, reading })
    const column = read.get(name) ?? ownType(name, type, missing)
    return { ...column, missing: declaredFirst(declared[place] ?? [], column.missing) }
  })
}

function textColumns(names: readonly string[], rows: readonly (string | null)[][]): TextColumn[] {
  return names.map((name, place) => ({ name, values: rows.map((row) => row[place] ?? null) }))
}

/** Columns with the chosen readings in place of the found ones, and what each would lose of the rows seen. */
function readAsChosen({ columns, rows }: Sniff, { columns: chosen = [] }: Choices): ColumnReading[] {
  const choiceOf = new Map(chosen.map((choice) => [choice.name, choice]))
  return columns.map((column, place) => {
    const choice = choiceOf.get(column.name)
    const reading = choice?.reading ?? column.reading
    if (!reading) return column
    const lost = unreadTexts(
      reading,
      rows.map((row) => row[place] ?? null),
      choice?.missing
    )
    return {
      ...column,
      reading,
      type: typeOf(reading),
      format: readingInWords(reading),
      // As the load does it: a column takes a type of its own only where that is the reading that was found.
      lossless: JSON.stringify(reading) === JSON.stringify(column.reading) && column.lossless,
      failures: lost.length,
      failureExamples: [...new Set(lost)].slice(0, 5)
    }
  })
}

/** A number has no leading zeros: where one is chosen for codes that have some, that is told, since nothing else would. */
function lostZeros(columns: readonly ColumnReading[], rows: Sniff['rows']): LocalizedText[] {
  return columns.flatMap(({ name, reading }, place) => {
    if (reading?.kind !== 'integer' && reading?.kind !== 'number') return []
    const coded = rows.map((row) => row[place]?.trim() ?? '').filter((value) => /^[+-]?0\d/.test(value))
    const [first] = coded
    if (first === undefined) return []
    return [
      {
        fr: `« ${name} » : lues comme nombres, ${coded.length} valeurs vues perdraient leurs zéros de tête (« ${first} »).`,
        en: `“${name}”: read as numbers, ${coded.length} values seen would lose their leading zeros (“${first}”).`
      }
    ]
  })
}
