import { fail } from '../../errors'
import { MOST_COLUMNS, tooWide } from '../foreign-file'
import type { OpenTable, ReadOptions, TextRecord } from '../reader'
import { Columns } from './columns'
import { detach } from './lexemes'
import { notesOf } from './notes'
import { JsonParser } from './parser'
import { RecordBuilder } from './recordBuilder'
import { passAgain, readable, type Survey } from './survey'
import { TargetReader, type RecordSink } from './targetReader'
import type { Target } from './targets'

/** Cells held at a time: the file is read again for each block of rows, so that memory stays bounded. */
const BLOCK = 4_000_000
const LABELS = 1_000_000

/** Opens a table written column by column: lists, or objects with numbered rows as pandas writes them. */
export async function openColumns(seen: Survey, target: Target, options: ReadOptions): Promise<OpenTable> {
  const found = await learn(seen, target, options)
  const { names, rows, labels } = found
  const uneven = found.lengths.some((length) => length !== rows)
  return {
    header: labels ? ['', ...names] : names,
    headerRows: 1,
    width: names.length + (labels ? 1 : 0),
    records: () => readBlocks(seen, target, found, options),
    notes: () => [
      ...notesOf(seen, null),
      ...(uneven
        ? [
            {
              fr: `Les colonnes n’ont pas toutes ${rows} valeurs : les plus courtes sont complétées par des cellules manquantes.`,
              en: `Not all columns have ${rows} values: the shorter ones are filled with missing cells.`
            }
          ]
        : [])
    ],
    close: async () => undefined
  }
}

interface Found {
  names: string[]
  lengths: number[]
  rows: number
  /** The row of each label, in order of first appearance; null where rows are told by their order. */
  labels: Map<string, number> | null
}

async function learn(seen: Survey, target: Target, options: ReadOptions): Promise<Found> {
  const names: string[] = []
  const lengths: number[] = []
  const labels = new Map<string, number>()
  let columns = 0
  let longest = 0
  let ordered = true
  await pass(seen, target, options, {
    column: (name) => {
      columns += 1
      if (columns > MOST_COLUMNS) return
      names.push(detach(name))
      lengths.push(0)
    },
    row: (_, key, column) => {
      const at = lengths[column]
      if (at === undefined) return
      lengths[column] = at + 1
      const before = longest
      longest = Math.max(longest, at + 1)
      if (key === null || (ordered && key === String(at))) return
      if (ordered) for (let row = 0; row < before; row++) labels.set(String(row), row)
      ordered = false
      if (!labels.has(key)) labels.set(detach(key), labels.size)
      if (labels.size > LABELS) throw tooManyLabels()
    }
  })
  if (columns > MOST_COLUMNS) throw tooWide(seen.name, columns)
  return { names, lengths, rows: ordered ? longest : labels.size, labels: ordered ? null : labels }
}

async function* readBlocks(
  seen: Survey,
  target: Target,
  { names, rows, labels }: Found,
  options: ReadOptions
): AsyncGenerator<TextRecord[]> {
  const shift = labels ? 1 : 0
  const width = names.length + shift
  const height = Math.max(1, Math.floor(BLOCK / Math.max(1, width)))
  const texts = labels ? [...labels.keys()] : []
  for (let from = 0; from < rows; from += height) {
    const to = Math.min(rows, from + height)
    const block = Array.from({ length: to - from }, () => new Array<string | null>(width).fill(null))
    if (labels) block.forEach((row, at) => (row[0] = texts[from + at] ?? ''))
    let at = 0
    await pass(seen, target, options, {
      column: () => void (at = 0),
      row: (cell, key, column) => {
        const row = block[(labels ? (labels.get(key ?? '') ?? -1) : at++) - from]
        if (row) row[column + shift] = cell
      }
    })
    for (let part = 0; part < block.length; part += 2_000) yield block.slice(part, part + 2_000)
  }
}

interface CellSink {
  column(name: string): void
  row(cell: string | null, key: string | null, column: number): void
}

async function pass(seen: Survey, target: Target, options: ReadOptions, sink: CellSink): Promise<void> {
  let column = -1
  let named = false
  const builder = new RecordBuilder(new Columns(), { unfold: false, lists: false, plain: true, collect: true })
  const records: RecordSink = {
    column: (name, isObject) => {
      column += 1
      named = isObject
      sink.column(name)
    },
    row: (row, key) => sink.row(row[0] ?? null, named ? key : null, column)
  }
  const reader = new TargetReader(target, seen.mode !== 'document', builder, records)
  await readable(seen.name, async () => {
    for await (const _ of passAgain(seen, new JsonParser(reader), options)) continue
  })
}

function tooManyLabels(): Error {
  return fail(
    'limit',
    {
      fr: `Le tableau a plus de ${LABELS} lignes nommées.`,
      en: `The table has more than ${LABELS} named rows.`
    },
    {
      hint: {
        fr: 'Exportez-le avec un enregistrement par ligne (avec pandas : orient="records").',
        en: 'Export it with one record a line (with pandas: orient="records").'
      }
    }
  )
}
