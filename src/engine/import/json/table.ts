import type { Choices } from '../../../contract'
import type { OpenTable, ReadOptions, TextRecord } from '../reader'
import { Columns } from './columns'
import { looksLikeHeader } from './header'
import { JsonParser } from './parser'
import { RecordBuilder } from './recordBuilder'
import { notesOf } from './notes'
import { columnsOf, passAgain, readable, type Survey } from './survey'
import { TargetReader } from './targetReader'
import type { Target } from './targets'

/** A batch ends at whichever comes first: rows, cells, characters. */
const BATCH = { rows: 2_000, cells: 500_000, characters: 16_000_000 }

/** Opens a table whose records lie one behind another: a list, lines, named records, or one object. */
export async function openRecords(
  seen: Survey,
  target: Target,
  choices: Choices,
  options: ReadOptions
): Promise<OpenTable> {
  // What is left of a document without its tables has no columns but its fields.
  const unfold = choices.unfold === true || target.without.length > 0
  const columns = target.cells === 'objects' ? await columnsOf(seen, target, unfold, options) : new Columns()
  const shape = shapeOf(target, columns, choices)
  let told = false
  return {
    header: shape.header,
    headerRows: shape.headerRows,
    width: shape.width,
    records: () => readRecords(seen, target, columns, unfold, shape, options),
    notes: () => [...(target.note ? [target.note] : []), ...notesOf(seen, columns)],
    faults() {
      const faults = told ? [] : seen.facts.faults
      told = true
      return faults
    },
    close: async () => undefined
  }
}

interface Shape {
  header: string[] | null
  headerRows: number
  width: number
  /** Rows before the first record. */
  skip: number
}

function shapeOf(target: Target, columns: Columns, choices: Choices): Shape {
  if (target.cells === 'objects') {
    const header = [...columns.names]
    return { header, headerRows: 1, width: header.length, skip: 0 }
  }
  if (target.cells === 'plain') {
    if (target.count === 0) return { header: null, headerRows: 0, width: 0, skip: 0 }
    const key = target.keys[target.keys.length - 1]
    return { header: key === undefined ? null : [key], headerRows: key === undefined ? 0 : 1, width: 1, skip: 0 }
  }
  const width = target.list?.builder.width ?? 0
  const rows = target.list?.rows.slice(choices.skip ?? 0) ?? []
  const above = choices.headerRows ?? (!target.header && looksLikeHeader(rows, width) ? 1 : 0)
  const header = above > 0 ? joinRows(rows.slice(0, above), width) : target.header
  return { header, headerRows: above || (target.header ? 1 : 0), width, skip: (choices.skip ?? 0) + above }
}

function joinRows(rows: readonly TextRecord[], width: number): string[] {
  const cells = (at: number): string[] => rows.map((row) => row[at] ?? '').filter((cell) => cell !== '')
  return Array.from({ length: width }, (_, at) => cells(at).join(' '))
}

async function* readRecords(
  seen: Survey,
  target: Target,
  columns: Columns,
  unfold: boolean,
  { width, skip }: Shape,
  options: ReadOptions
): AsyncGenerator<TextRecord[]> {
  let batch: TextRecord[] = []
  let left = skip
  let characters = 0
  const builder = new RecordBuilder(columns, { unfold, lists: target.cells === 'lists', collect: true })
  const take = (row: TextRecord): void => {
    if (left > 0) {
      left -= 1
      return
    }
    for (let at = row.length; at < width; at++) row.push(null)
    characters += builder.size
    batch.push(row)
    if (batch.length >= BATCH.rows || batch.length * width >= BATCH.cells || characters > BATCH.characters)
      parser.stop = true
  }
  const parser = new JsonParser(new TargetReader(target, seen.mode !== 'document', builder, { row: take }))
  const size = seen.source.size
  const pass = passAgain(seen, parser, options, (done) => options.onProgress?.((size + done) / 2, size))
  for (;;) {
    const { done } = await readable(seen.name, () => pass.next())
    if (batch.length) {
      yield batch
      batch = []
      characters = 0
    }
    if (done) return
  }
}
