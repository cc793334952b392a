import { RecordBatchReader, type Field, type RecordBatch } from 'apache-arrow'
import type { LocalizedText } from '../../../contract'
import { fail, throwIfCancelled } from '../../errors'
import { asDamage, damaged, nameOf, noSuchPart } from '../foreign-file'
import type { FormatReader, OpenTable, ReadOptions, TextRecord } from '../reader'
import { cellsOf } from './cells'
import { knowCodecs } from './codecs'
import { bytesOf, messagesOf, openArrow, type ArrowFile } from './messages'
import { columnNotes, endingNote } from './notes'
import { isDayInMilliseconds, ownTypeOf } from './own-types'

/** Arrow IPC files and streams, Feather of version 2 among them, packed or not; values as DuckDB would write them. */
export const arrowReader: FormatReader = {
  format: 'arrow',

  parts(file, options) {
    return reading(file, nameOf(file, options), async (arrow) => {
      const { rows, fields } = await countedRows(arrow, options?.signal)
      return [{ path: [], name: '', rows, columns: fields.length, hidden: false, note: null }]
    })
  },

  async open(file, part, _choices, options): Promise<OpenTable> {
    const name = nameOf(file, options)
    if (part.length) throw noSuchPart(name, part)
    return reading(
      file,
      name,
      (arrow) => {
        const { batches, fields, progress } = batchesOf(arrow)
        const clocked = new Set<number>()
        return Promise.resolve({
          // The library reads an empty name as none.
          header: fields.map((field) => field.name || ''),
          headerRows: 1,
          width: fields.length,
          records: () => records(arrow, batches, { progress, clocked }, options),
          types: () => fields.map(({ type }, place) => ownTypeOf(type, !clocked.has(place)) ?? 'VARCHAR'),
          notes: () => [...columnNotes(fields), ...endingNote(arrow.ending)],
          close: () => Promise.resolve(arrow.close())
        })
      },
      'keep open'
    )
  }
}

/** Records come at once up to whichever is reached first; other work of the process gets its turn between two. */
const BATCH = { rows: 2_000, characters: 4_000_000 }
/** Rows that any honest file may hold, and rows that one byte of it may stand for beyond that. */
const SANE_ROWS = 1_000_000_000
const SANE_ROWS_PER_BYTE = 10_000

const LENGTHS: LocalizedText = { fr: 'longueurs d’un lot', en: 'lengths of a batch' }

async function reading<T>(
  file: string,
  name: string,
  work: (arrow: ArrowFile) => Promise<T>,
  after?: 'keep open'
): Promise<T> {
  const arrow = openArrow(file, name)
  let done = false
  try {
    const result = await work(arrow)
    done = true
    return result
  } catch (error) {
    throw asDamage(name, 'Arrow', error)
  } finally {
    if (!done || after !== 'keep open') arrow.close()
  }
}

/** Rows by the heads of the batches alone. */
async function countedRows(arrow: ArrowFile, signal?: AbortSignal): Promise<{ rows: number; fields: Field[] }> {
  const { fields } = batchesOf(arrow)
  let rows = 0
  let heads = 0
  for (const message of messagesOf(arrow)) {
    rows += message.rows
    checkRows(arrow, rows)
    if (++heads % 1_000) continue
    throwIfCancelled(signal)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { rows, fields }
}

/** How far the reading has come. */
interface Progress {
  bytes: number
  /** Rows of all batches so far, as their heads say, and of those that the library has not given out yet: it reads ahead. */
  rows: number
  waiting: number[]
}

/** The batches as the library reads them, fed with checked messages only. */
function batchesOf(arrow: ArrowFile): { batches: Iterator<RecordBatch>; fields: Field[]; progress: Progress } {
  knowCodecs()
  const progress: Progress = { bytes: 0, rows: 0, waiting: [] }
  const messages = function* (): Generator<Uint8Array> {
    for (const message of messagesOf(arrow)) {
      progress.rows += message.rows
      if (message.kind === 'records') progress.waiting.push(message.rows)
      progress.bytes += message.head.length + message.bodyLength
      checkRows(arrow, progress.rows)
      if (message.kind !== 'other') yield* bytesOf(arrow, message)
    }
  }
  const reader = RecordBatchReader.from(messages()).open()
  if (!reader.schema) throw damaged(arrow.name, 'Arrow', { fr: 'schéma absent', en: 'no schema' })
  const { fields } = reader.schema
  return { batches: reader[Symbol.iterator](), fields, progress }
}

async function* records(
  arrow: ArrowFile,
  batches: Iterator<RecordBatch>,
  /** `clocked` gathers the columns of days that hold a time of day. */
  { progress, clocked }: { progress: Progress; clocked: Set<number> },
  options?: ReadOptions
): AsyncGenerator<TextRecord[]> {
  try {
    for (let next = batches.next(); !next.done; next = batches.next()) {
      const batch = next.value
      // Of a stream without batches, the library makes an empty one.
      const claimed = progress.waiting.shift() ?? 0
      if (batch.numCols && batch.numRows !== claimed) throw damaged(arrow.name, 'Arrow', LENGTHS)
      const columns = batch.data.children.map((child) => cellsOf(child, batch.numRows))
      const days = batch.schema.fields.flatMap(({ type }, place) =>
        isDayInMilliseconds(type) && !clocked.has(place) ? [place] : []
      )
      for (let row = 0; row < batch.numRows;) {
        const rows: TextRecord[] = []
        let characters = 0
        while (row < batch.numRows && rows.length < BATCH.rows && characters < BATCH.characters) {
          const at = row++
          const record = columns.map((cells) => cells.text(at))
          for (const cell of record) characters += cell?.length ?? 0
          for (const place of days) if (record[place]?.includes(':')) clocked.add(place)
          rows.push(record)
        }
        yield rows
        await new Promise((resolve) => setImmediate(resolve))
        throwIfCancelled(options?.signal)
      }
      options?.onProgress?.(Math.min(progress.bytes, arrow.size), arrow.size)
    }
    options?.onProgress?.(arrow.size, arrow.size)
  } catch (error) {
    throw asDamage(arrow.name, 'Arrow', error)
  }
}

function checkRows({ name, size }: ArrowFile, rows: number): void {
  if (rows <= SANE_ROWS || rows / size <= SANE_ROWS_PER_BYTE) return
  throw fail(
    'refused',
    {
      fr: `« ${name} » annonce ${rows} lignes pour ${size} octets : un tel fichier remplirait le disque.`,
      en: `“${name}” claims ${rows} rows in ${size} bytes: such a file would fill the disk.`
    },
    {
      place: { file: name },
      hint: {
        fr: 'Rien n’a été chargé. Vérifiez d’où vient ce fichier.',
        en: 'Nothing was loaded. Check where this file comes from.'
      }
    }
  )
}
