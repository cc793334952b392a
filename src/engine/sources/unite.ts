import { randomUUID } from 'node:crypto'
import type { ColumnReading, LoadReport, LocalizedText, TextReading } from '../../contract'
import { fail } from '../errors'
import type { Project } from '../project'
import { ident, text } from '../sql'
import { columnNames } from './column-names'
import { dropTable } from './drop-table'
import { FaultLog } from './faults'
import { fileLabel } from './file-label'
import type { LoadedPart } from './loaded'
import { ownType } from './own-type'
import { proposeReadings } from './propose-readings'
import { partColumns, readTogether } from './read-together'
import { shapeOfNames } from './shape-of-names'
import { stackSql } from './stack'
import { textsOfMany } from './texts-of-many'
import { unitedNotes } from './united-notes'

/** Puts tables of one shape one below the other, in a raw table of its own; the tables themselves stay as they are. */
export async function unite(
  project: Project,
  parts: readonly LoadedPart[],
  { fileColumn }: { fileColumn: boolean },
  signal: AbortSignal
): Promise<LoadedPart> {
  const [first] = parts
  if (!first) throw new Error('nothing to unite')
  const shape = shapeOfNames(first.names)
  const other = parts.find(({ names }) => shapeOfNames(names) !== shape)
  if (other) throw differentShape(first, other)
  const table = `~loading-${randomUUID()}`
  const faults = new FaultLog(project)
  const label = fileColumn
    ? (columnNames([...first.names, 'fichier'], first.names.length + 1).at(-1) ?? 'fichier')
    : null
  const renames = parts.map(({ names }) => namesOf(first, names))
  try {
    const stacked = await stackSql(
      project,
      parts.map((part, place) => ({
        table: part.table,
        label: label && text(fileLabel(part.file)),
        renames: renames[place]
      })),
      label
    )
    await project.database.run(`CREATE TABLE raw.${ident(table)} AS ${stacked.sql}`, { signal })
    for (const part of parts) await faults.take(part.faults)
    const names = stacked.columns.map(({ name }) => name)
    const told = parts.flatMap((part, place) =>
      part.columns.map((column) => ({ ...column, name: renames[place]?.get(column.name) ?? column.name }))
    )
    const columns = await columnsOf(project, table, told, stacked.columns, signal)
    for (const [place, { name, type }] of stacked.columns.entries()) {
      if (type !== 'VARCHAR' || (columns[place]?.reading ?? TEXT).kind !== 'text') continue
      const read = await readTogether(project, { table, name }, partColumns(parts, renames, name), signal)
      if (read) columns[place] = read
    }
    const rows = parts.reduce((sum, part) => sum + part.rows, 0)
    return {
      ...first,
      table,
      names,
      columns,
      rows,
      fileColumn: label,
      report: unitedReport(parts, columns, faults, textsOfMany(parts, renames, columns)),
      faults
    }
  } catch (error) {
    await faults.close()
    await dropTable(project, table)
    throw error
  }
}

const TEXT: TextReading = { kind: 'text' }

/** The first part's name of each column that it calls the same but for case and spaces around, as shapes are compared. */
function namesOf(first: LoadedPart, names: readonly string[]): Map<string, string> {
  const plain = (name: string): string => name.trim().toLowerCase()
  const known = new Map(first.names.map((name) => [plain(name), name]))
  return new Map(names.map((name) => [name, known.get(plain(name)) ?? name]))
}

/** Readings that all parts agree on; the other columns, text by now, are judged anew over all rows. */
async function columnsOf(
  project: Project,
  table: string,
  told: readonly ColumnReading[],
  stacked: readonly { name: string; type: string }[],
  signal: AbortSignal
): Promise<ColumnReading[]> {
  const agreed = new Map<string, ColumnReading>()
  for (const { name } of stacked) {
    const read = told.filter((column) => column.name === name)
    const [one] = read
    if (
      one &&
      read.every((column) => JSON.stringify(column.reading) === JSON.stringify(one.reading) && column.type === one.type)
    )
      agreed.set(name, {
        ...one,
        lossless: read.every(({ lossless }) => lossless),
        failures: read.reduce((sum, column) => sum + column.failures, 0),
        rounded: read.reduce((sum, column) => sum + (column.rounded ?? 0), 0),
        failureExamples: [...new Set(read.flatMap((column) => column.failureExamples))].slice(0, 5),
        lostZeros: {
          count: read.reduce((sum, { lostZeros }) => sum + (lostZeros?.count ?? 0), 0),
          examples: [...new Set(read.flatMap(({ lostZeros }) => lostZeros?.examples ?? []))].slice(0, 5)
        }
      })
  }
  const unsure = stacked.filter(({ name, type }) => !agreed.has(name) && type === 'VARCHAR').map(({ name }) => name)
  const judged = new Map(
    (
      await proposeReadings(
        project,
        table,
        { names: unsure, readings: [], inferred: [], missing: null, columns: [] },
        signal
      )
    ).map((column) => [column.name, column])
  )
  return stacked.map(({ name, type }) => agreed.get(name) ?? judged.get(name) ?? ownType(name, type))
}

function unitedReport(
  parts: readonly LoadedPart[],
  columns: ColumnReading[],
  faults: FaultLog,
  texts: LocalizedText[]
): LoadReport {
  const reports = parts.map(({ report }) => report)
  const sum = (of: (report: LoadReport) => number): number => reports.reduce((all, report) => all + of(report), 0)
  return {
    encoding: [...new Set(reports.map(({ encoding }) => encoding))].join(', '),
    undecodableBytes: sum((report) => report.undecodableBytes),
    dialect: reports[0]?.dialect ?? null,
    rowsRead: sum((report) => report.rowsRead),
    rowsLoaded: sum((report) => report.rowsLoaded),
    faultCount: faults.count,
    ...(faults.beside ? { besideCount: faults.beside } : {}),
    faults: faults.first,
    columns,
    notes: [
      { fr: `${parts.length} fichiers réunis en une table.`, en: `${parts.length} files put together as one table.` },
      ...texts,
      ...unitedNotes(parts)
    ],
    seconds: sum((report) => report.seconds)
  }
}

/** The refusal of a table that has not the columns of another. */
export function differentShape(first: LoadedPart, other: LoadedPart): Error {
  const missing = first.names.filter((name) => !other.names.includes(name)).slice(0, 5)
  const extra = other.names.filter((name) => !first.names.includes(name)).slice(0, 5)
  const list = (names: string[]): string => names.map((name) => `« ${name} »`).join(', ')
  const differs = (lacks: string, has: string): string =>
    [missing.length ? `${lacks} ${list(missing)}` : '', extra.length ? `${has} ${list(extra)}` : '']
      .filter((part) => part !== '')
      .join(', ')
  return fail(
    'input',
    {
      fr: `« ${fileLabel(other.file)} » n’a pas les colonnes de « ${fileLabel(first.file)} » : ${differs(missing.length === 1 ? 'manque' : 'manquent', 'en plus')}.`,
      en: `“${fileLabel(other.file)}” has not the columns of “${fileLabel(first.file)}”: ${differs('missing', 'extra')}.`
    },
    {
      place: { file: other.file.name },
      hint: { fr: 'Chargez ce fichier comme une table à part.', en: 'Load this file as a table of its own.' }
    }
  )
}
