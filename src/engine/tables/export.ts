import { randomUUID } from 'node:crypto'
import { rm, stat, writeFile } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import type { ExportRequest, ExportResult, Progress } from '../../contract'
import { fail, throwIfCancelled } from '../errors'
import type { Project } from '../project'
import { filterInWords, text } from '../sql'
import { copyOptions, exportList, guardedCount } from './export-sql'
import { keptOrder } from './row-order'
import { columnList, pick, queryRows, tableRows } from './row-sql'
import { whileReading } from './snapshot'
import { withTimeLimit } from './time-limit'

/** A workbook is made in memory: most cells of one. */
export const MOST_WORKBOOK_CELLS = 500_000
const KEPT_FILES = 3

interface Kept {
  path: string
  bytes: number
  /** Written before the file's own bytes. */
  head: Uint8Array
}
const exported = new WeakMap<Project, Map<string, Kept>>()

/** Writes the rows of a source, in its order, as a file to be fetched; nothing is left of one that was stopped. */
export function exportRows(
  project: Project,
  request: ExportRequest,
  report: (progress: Progress) => void = () => undefined,
  signal?: AbortSignal
): Promise<ExportResult> {
  return whileReading(project, () => writeRows(project, request, report, signal))
}

async function writeRows(
  project: Project,
  request: ExportRequest,
  report: (progress: Progress) => void,
  signal?: AbortSignal
): Promise<ExportResult> {
  const guard = request.guard && request.format.startsWith('csv')
  const { from, ordered, columns, n } = await rowsToWrite(project, request, signal)
  const step = { fr: 'Écriture du fichier', en: 'Writing the file' }
  report({ step, done: 0, total: 1 })
  const id = randomUUID()
  const path = join(project.staging, `export-${id}`)
  const select = `SELECT ${exportList(columns, request.format, guard)} FROM ${ordered}`
  try {
    let counted = 0
    if (guard) {
      const [row] = await project.rows<{ n: number }>(`SELECT ${guardedCount(columns)} AS n FROM ${from}`, { signal })
      counted = row?.n ?? 0
    }
    if (request.format === 'xlsx')
      await writeWorkbook(project, path, select, { n, columns: columns.length, about: request.about }, signal)
    else
      await project.database.run(`COPY (${select}\n) TO ${text(path)} (${copyOptions(request.format)})`, {
        signal,
        onProgress: (share) => report({ step, done: share, total: 1 })
      })
    throwIfCancelled(signal)
    // Excel reads a CSV as UTF-8 only behind a byte order mark.
    const head = Uint8Array.from(request.format === 'csv_fr' ? [0xef, 0xbb, 0xbf] : [])
    const bytes = (await stat(path)).size + head.length
    await remember(project, id, { path, bytes, head })
    const filter = filterInWords(request.source.filter)
    return { id, bytes, rows: n, columns: columns.length, guarded: counted, filter }
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

/** The bytes of an exported file, and how many. */
export function exportedFile(project: Project, id: string): { bytes: number; chunks: AsyncIterable<Uint8Array> } {
  const kept = exported.get(project)?.get(id)
  if (!kept)
    throw fail('not_found', {
      fr: 'Ce fichier exporté n’est plus là : exportez de nouveau.',
      en: 'This exported file is no longer there: export again.'
    })
  return { bytes: kept.bytes, chunks: chunksOf(kept) }
}

async function* chunksOf({ head, path }: Kept): AsyncGenerator<Uint8Array> {
  if (head.length) yield head
  for await (const chunk of createReadStream(path)) yield chunk as Uint8Array
}

async function rowsToWrite(project: Project, { source, columns: places }: ExportRequest, signal?: AbortSignal) {
  if (source.kind === 'query') {
    const { from, columns } = await withTimeLimit((stop) => queryRows(project, source, { signal: stop }), signal)
    return { from, ordered: from, columns: pick(columns, places), n: await count(project, from, signal) }
  }
  const { sql, from, table, all } = await tableRows(project, source)
  const columns = pick(all, places)
  const order = source.sort?.length ? await keptOrder(project, table, source, signal) : null
  const list = columnList(all, 't.')
  const ordered = order
    ? `(SELECT ${list} FROM ${order} AS o JOIN ${table.sql} AS t ON t.rowid = o.r ORDER BY o.rowid)`
    : source.sort?.length
      ? `(${sql})`
      : from
  return { from, ordered, columns, n: await count(project, from, signal) }
}

async function count(project: Project, from: string, signal?: AbortSignal): Promise<number> {
  const [row] = await project.rows<{ n: number }>(`SELECT count(*) AS n FROM ${from}`, { signal })
  return row?.n ?? 0
}

async function writeWorkbook(
  project: Project,
  path: string,
  select: string,
  { n, columns, about }: { n: number; columns: number; about: ExportRequest['about'] },
  signal?: AbortSignal
): Promise<void> {
  if (n * columns > MOST_WORKBOOK_CELLS || n > 1_048_575 || columns > 16_384) throw workbookTooLarge()
  const result = await project.database.run(select, { signal })
  const sheet = utils.aoa_to_sheet([
    result.columnNames(),
    ...(await result.getRowsJS()).map((row) => row.map(workbookValue))
  ])
  const book = utils.book_new(sheet, 'Chantier')
  // Behind the rows, which stay the first sheet for every program that reads one.
  if (about) utils.book_append_sheet(book, utils.aoa_to_sheet(about.facts), sheetTitle(about.title))
  await writeFile(path, write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Uint8Array)
}

/** A name that a workbook allows and that is not that of the rows. */
function sheetTitle(title: string): string {
  const plain = title.replace(/[:\\/?*[\]]/g, ' ').replace(/^'+|'+$/g, '').trim() // prettier-ignore
  return plain && plain.toLowerCase() !== 'chantier' ? plain : 'Chantier (2)'
}

/** Numbers stay numbers where a workbook keeps them exactly; everything else is text, never a formula. */
function workbookValue(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
}

async function remember(project: Project, id: string, kept: Kept): Promise<void> {
  const files = exported.get(project) ?? new Map<string, Kept>()
  exported.set(project, files.set(id, kept))
  for (const [old, { path }] of [...files].slice(0, -KEPT_FILES)) {
    files.delete(old)
    await rm(path, { force: true })
  }
}

function workbookTooLarge(): Error {
  return fail(
    'limit',
    {
      fr: `Un classeur compte ici au plus ${MOST_WORKBOOK_CELLS.toLocaleString('fr-FR')} cellules et 1 048 575 lignes.`,
      en: `A workbook holds at most ${MOST_WORKBOOK_CELLS.toLocaleString('en-GB')} cells and 1,048,575 rows here.`
    },
    {
      hint: {
        fr: 'Filtrez les lignes, masquez des colonnes, ou choisissez CSV ou Parquet.',
        en: 'Filter the rows, hide columns, or choose CSV or Parquet.'
      }
    }
  )
}
