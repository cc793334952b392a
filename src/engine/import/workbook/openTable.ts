import type { Choices, LocalizedText } from '../../../contract'
import { leftOutNote } from '../delimited'
import type { OpenTable, ReadOptions, TextRecord } from '../reader'
import { sheetPaths } from './listParts'
import { tableNotes } from './notes'
import { openWorkbook } from './openWorkbook'
import { findTable, type Placement } from './place/findTable'
import { TableBody } from './place/tableBody'
import { noSuchSheet } from './refusals'
import { fillOf } from './place/columnLook'
import type { Merge, SheetReader, SheetRow, Workbook } from './sheet'

const SAMPLE_ROWS = 2_000
const SAMPLE_CELLS = 400_000
const BATCH_CELLS = 50_000

/**
 * Opens one sheet as a table: its first rows tell where the table stands, then all of them go by once. `part` is the
 * name of the sheet; empty, the only visible one.
 */
export async function openTable(
  file: string,
  part: readonly string[],
  choices: Choices,
  options: ReadOptions = {}
): Promise<OpenTable> {
  const workbook = await openWorkbook(file, options)
  try {
    const place = await sheetPlace(workbook, part, file)
    const sheet = workbook.open(place)
    const rows = sheet.rows()
    const sample = await takeSample(rows, choices.skip ?? 0)
    const table = await findTable(sample.rows, () => sheet.merges(), choices)
    const body = new TableBody(table, choices.footer)
    const extras = await workbook.notes()
    const behind = sample.rows.slice(table.body)
    const width = sample.rows.length ? table.right - table.left + 1 : 0
    const merges: Merge[] = []
    let read = false
    return {
      header: table.header,
      headerRows: table.headerRows.length,
      skip: (table.headerRows[0] ?? behind[0])?.index,
      title: titleOf(table),
      width,
      async claimedRows() {
        if (sample.ended) return null
        const { rows: claimed } = await workbook.size(place)
        const [top, body] = [sample.rows[0]?.index ?? 0, sample.rows[table.body]?.index ?? 0]
        return claimed === null ? null : Math.max(0, claimed - (body - top))
      },
      async *records() {
        if (read) return
        read = true
        yield* batches(body, behind, sample.ended ? null : rows, width)
        merges.push(...(await sheet.merges()))
      },
      notes: () => [
        ...extras,
        ...leftOutNote(choices.footer ?? 0, body.likeRows),
        ...(body.otherTable === null ? [] : keptNote(choices.footer ?? 0)),
        ...notesOf(table, body, sheet, merges)
      ],
      likeRows: () => body.likeRows,
      faults: () => body.takeFaults(),
      further: () => (body.otherTable === null ? null : body.otherTable - 1),
      close: async () => {
        await rows.return(undefined)
        await workbook.close()
      }
    }
  } catch (error) {
    await workbook.close()
    throw error
  }
}

/** Tells that lines chosen to be left out at the end stay, since another table stands below. */
function keptNote(footer: number): LocalizedText[] {
  if (!footer) return []
  return [
    {
      fr: 'Aucune ligne n’est ôtée à la fin de ce tableau : un autre suit sur la feuille.',
      en: 'No row is left out at the end of this table: another one follows on the sheet.'
    }
  ]
}

/** A lone text right above the names, or a row further up. */
function titleOf({ above, headerRows }: Placement): string | null {
  const [row, names] = [above.at(-1), headerRows[0]]
  return row && names && fillOf(row) === 1 && names.index - row.index <= 2 ? row.texts.join('').trim() : null
}

function notesOf(table: Placement, body: TableBody, sheet: SheetReader, merges: readonly Merge[]): LocalizedText[] {
  return tableNotes(table, body, sheet.facts, merges)
}

async function sheetPlace(workbook: Workbook, part: readonly string[], file: string): Promise<number> {
  const paths = sheetPaths(workbook.sheets)
  if (part.length) {
    const place = part.length === 1 ? paths.indexOf(part[0] ?? '') : -1
    if (place < 0) throw noSuchSheet(file, part, paths)
    return place
  }
  const shown = [...workbook.sheets.keys()].filter((place) => {
    const sheet = workbook.sheets[place]
    return sheet?.table && !sheet.hidden
  })
  const filled: number[] = []
  for (const place of shown) if ((await workbook.size(place)).rows !== 0) filled.push(place)
  const only = filled.length === 1 ? filled[0] : filled.length === 0 ? shown[0] : undefined
  if (only === undefined) throw noSuchSheet(file, part, paths)
  return only
}

/** The first rows of a sheet; those that are skipped do not count. */
async function takeSample(
  rows: AsyncGenerator<SheetRow[]>,
  skip: number
): Promise<{ rows: SheetRow[]; ended: boolean }> {
  const sample: SheetRow[] = []
  let [counted, cells] = [0, 0]
  while (counted < SAMPLE_ROWS && cells < SAMPLE_CELLS) {
    const next = await rows.next()
    if (next.done) return { rows: sample, ended: true }
    for (const row of next.value) {
      if (fillOf(row) === 0) continue
      sample.push(row)
      if (row.index < skip) continue
      counted += 1
      cells += row.columns.length
    }
  }
  return { rows: sample, ended: false }
}

async function* batches(
  body: TableBody,
  behind: SheetRow[],
  rows: AsyncGenerator<SheetRow[]> | null,
  width: number
): AsyncGenerator<TextRecord[]> {
  const most = Math.max(1, Math.floor(BATCH_CELLS / Math.max(1, width)))
  // The last row that came: what it is may be told by the row behind it.
  let last: SheetRow[] = []
  const give = function* (fresh: readonly SheetRow[], isEnd = false): Generator<TextRecord[]> {
    const source = [...last, ...fresh]
    last = isEnd ? [] : source.splice(-1)
    for (let from = 0; from < source.length; from += most) {
      const records = body.take(source.slice(from, from + most), source[from + most])
      // A batch without records is for what was set aside, which is fetched after each batch.
      if (records.length || body.hasFaults) yield records
    }
  }
  yield* give(behind)
  behind.length = 0
  if (rows) for await (const batch of rows) yield* give(batch)
  yield* give([], true)
  const heldBack = body.end()
  if (heldBack.length) yield heldBack
}
