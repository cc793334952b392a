import { randomUUID } from 'node:crypto'
import { copyFile, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Choices, FileChoice, LocalizedText } from '../../contract'
import { throwIfCancelled } from '../errors'
import { convert, readerOf, REASON_TEXT, type ConvertReport, type LineNote, type OpenTable } from '../import'
import type { Project } from '../project'
import { ident, text } from '../sql'
import { chosenPaths } from './chosen-paths'
import { columnNames } from './column-names'
import { withPart } from './list-parts'
import { withStaged, type OpenedPart } from './open-part'

/** A table written; `read` says how our own reader read it where it is a delimited text. */
export interface Converted {
  rows: number
  notes: LocalizedText[]
  read: ConvertReport | null
}

/**
 * Writes a table of a file as plain UTF-8 CSV: the chosen one, else the first that is not hidden. Cells are written as the file has them, missing ones as nothing.
 */
export async function convertPart(
  project: Project,
  { origin, name, part, choices }: FileChoice,
  to: string,
  signal: AbortSignal
): Promise<Converted> {
  return withStaged(project, origin, name, async (file) => {
    const { paths, notes } = await chosenPaths(project, file, part, signal)
    if (paths.length > 1) notes.push(onlyFirst(paths))
    return withPart(project, file, paths[0] ?? [], { name, signal }, async (opened) => {
      const written = await convertOpened(project, opened, choices ?? {}, to, signal)
      return { ...written, notes: [...notes, ...opened.notes, ...written.notes] }
    })
  })
}

async function convertOpened(
  project: Project,
  { format, data, inner, label }: OpenedPart,
  choices: Choices,
  to: string,
  signal: AbortSignal
): Promise<Converted> {
  if (format === 'delimited') {
    const read = await convert(data.path, to, { signal, choices })
    return { rows: read.counts.rows, notes: read.remarks, read }
  }
  const table = await readerOf(format).open(data.path, inner, choices, { name: label, signal })
  try {
    if ('sql' in table) {
      const rows = await copyQuery(project, table, to, signal)
      return { rows, notes: table.notes(), read: null }
    }
    const { rows, aside } = await writeRecords(table, to, signal)
    return { rows, notes: [...table.notes(), ...aside.notes()], read: null }
  } finally {
    await table.close()
  }
}

function onlyFirst([first = [], ...others]: string[][]): LocalizedText {
  const name = (path: string[]): string => `« ${path.join(' › ')} »`
  const list = others.slice(0, 20).map(name).join(', ') + (others.length > 20 ? ', …' : '')
  return {
    fr: `Seule la table ${name(first)} est écrite ; le fichier contient aussi ${list}.`,
    en: `Only table ${name(first)} is written; the file also holds ${list}.`
  }
}

async function copyQuery(
  project: Project,
  { sql, header }: { sql: string; header: readonly string[] },
  to: string,
  signal: AbortSignal
): Promise<number> {
  const path = join(project.staging, `part-${randomUUID()}`)
  const names = columnNames(header, header.length)
  const cells = names.map((name, place) => `c${place} AS ${ident(name)}`).join(', ')
  try {
    const [row] = await project.rows<{ Count: number }>(
      `COPY (SELECT ${cells} FROM (${sql})) TO ${text(path)} (FORMAT csv, HEADER true)`,
      { signal }
    )
    await copyFile(path, to)
    return row?.Count ?? 0
  } finally {
    await rm(path, { force: true })
  }
}

/** Characters written at once. */
const FLUSH_AT = 1 << 22

async function writeRecords(
  table: OpenTable,
  to: string,
  signal: AbortSignal
): Promise<{ rows: number; aside: AsideCounts }> {
  const file = await open(to, 'w')
  const aside = new AsideCounts()
  let rows = 0
  try {
    if (table.header) await file.writeFile(csvLine(table.header))
    for await (const batch of table.records()) {
      throwIfCancelled(signal)
      rows += batch.length
      aside.add(table.faults?.() ?? [])
      let lines = ''
      for (const record of batch) {
        lines += csvLine(record)
        // A string has an end: a batch of huge cells does not fit in one.
        if (lines.length < FLUSH_AT) continue
        await file.writeFile(lines)
        lines = ''
      }
      await file.writeFile(lines)
    }
    aside.add(table.faults?.() ?? [])
    return { rows, aside }
  } finally {
    await file.close()
  }
}

/** Line numbers told of each reason. */
const TOLD_LINES = 5
/** What the notes of its reader tell already. */
const TOLD_BY_READER: ReadonlySet<LineNote['reason']> = new Set<LineNote['reason']>(['beside_table', 'broken_json'])

/** How many lines were kept out of the file written, by reason, and where the first ones stand. */
class AsideCounts {
  private readonly counts = new Map<LineNote['reason'], { lines: number; first: number[] }>()

  add(notes: readonly LineNote[]): void {
    for (const { line, reason } of notes) {
      if (TOLD_BY_READER.has(reason)) continue
      const count = this.counts.get(reason) ?? { lines: 0, first: [] }
      this.counts.set(reason, count)
      count.lines += 1
      if (count.first.length < TOLD_LINES) count.first.push(line)
    }
  }

  notes(): LocalizedText[] {
    return [...this.counts].map(([reason, { lines, first }]) => {
      const list = first.join(', ') + (lines > first.length ? '…' : '')
      const words = REASON_TEXT[reason]
      return {
        fr: `${words.fr}\u202f: ${lines} (ligne${lines > 1 ? 's' : ''} ${list}).`,
        en: `${words.en}: ${lines} (row${lines > 1 ? 's' : ''} ${list}).`
      }
    })
  }
}

function csvLine(cells: readonly (string | null)[]): string {
  const line = cells.map((cell) => (cell === null ? '' : cell === '' || /[",\r\n]/.test(cell) ? quoted(cell) : cell))
  return (line.length === 1 && line[0] === '' ? '""' : line.join(',')) + '\n'
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`
}
