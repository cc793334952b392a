import { damaged, MOST_COLUMNS, tooWide } from '../foreign-file'
import { fail } from '../../errors'
import { FlatTable } from './flat'

/** A message of an Arrow stream, by its head (Arrow columnar format, "Encapsulated message format"). */
export interface Message {
  kind: 'schema' | 'dictionary' | 'records' | 'other'
  bodyLength: number
  /** Rows of a batch of records. */
  rows: number
}

const KINDS = ['other', 'schema', 'dictionary', 'records'] as const
/** Bytes of a batch once unpacked: it is held in memory whole. */
const LARGEST_BATCH = 2 ** 31 - 1
/** Fields of all depths, their depth, and bytes of their names and notes, aliased ones counted each time. */
const MOST = { fields: 100_000, depth: 64, text: 64_000_000, entries: 100_000 }

/** Types that the Arrow library cannot read, by their number in the format. */
const UNREAD = new Map([
  [21, 'LargeList'],
  [22, 'RunEndEncoded'],
  [23, 'BinaryView'],
  [24, 'Utf8View'],
  [25, 'ListView'],
  [26, 'LargeListView']
])

/** Reads the head of a message and checks what it claims, before any library believes it. */
export function checkHead(head: Uint8Array, name: string): Message {
  const message = FlatTable.root(head)
  const kind = KINDS[message.byte(1)] ?? 'other'
  const body = message.table(2)
  const bodyLength = message.long(3)
  if (!body || bodyLength < 0) throw damaged(name, 'Arrow', { fr: 'en-tête de message', en: 'message head' })
  if (bodyLength > LARGEST_BATCH) throw tooLarge(name)
  if (kind === 'schema') checkSchema(body, name)
  const batch = kind === 'records' ? body : kind === 'dictionary' ? body.table(1) : null
  if (batch) checkCounts(batch, bodyLength, name)
  return { kind, bodyLength, rows: kind === 'records' ? body.long(0) : 0 }
}

/** Checks what the parts of a packed body claim to unpack to. */
export function checkBody(head: Uint8Array, body: Uint8Array, name: string): void {
  const message = FlatTable.root(head)
  const header = message.table(2)
  const batch = message.byte(1) === 2 ? header?.table(1) : header
  if (!batch?.table(3)) return
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
  const buffers = batch.structs(2, 16)
  let unpacked = 0
  for (let index = 0; index < buffers.length; index++) {
    const [offset, length] = [buffers.item(index).long(0), buffers.item(index).long(8)]
    if (length === 0) continue
    const claimed = Number(view.getBigInt64(offset, true))
    if (claimed < -1) throw damaged(name, 'Arrow', { fr: 'longueur négative', en: 'negative length' })
    unpacked += Math.max(claimed, 0)
    if (unpacked > LARGEST_BATCH) throw tooLarge(name)
  }
}

/** Checks a schema; it may be that of a message or of a file's footer. */
export function checkSchema(schema: FlatTable, name: string): void {
  if (schema.short(0) !== 0) {
    throw fail(
      'input',
      { fr: `« ${name} » est un fichier Arrow gros-boutien.`, en: `“${name}” is a big-endian Arrow file.` },
      {
        place: { file: name },
        hint: { fr: 'Exportez-le en Parquet ou en CSV.', en: 'Export it as Parquet or CSV.' }
      }
    )
  }
  const fields = schema.tables(1)
  if (fields.length > MOST_COLUMNS) throw tooWide(name, fields.length)
  const seen = { fields: 0, text: 0, entries: 0 }
  countEntries(schema, 2, seen)
  const visit = (field: FlatTable, depth: number): void => {
    seen.fields++
    const unread = UNREAD.get(field.byte(2))
    if (unread) throw unreadType(name, unread)
    seen.text += field.textLength(0)
    countEntries(field, 6, seen)
    if (seen.fields > MOST.fields || depth > MOST.depth || seen.text > MOST.text || seen.entries > MOST.entries) {
      throw damaged(name, 'Arrow', { fr: 'schéma démesuré', en: 'oversized schema' })
    }
    const children = field.tables(5)
    for (let index = 0; index < children.length; index++) visit(children.item(index), depth + 1)
  }
  for (let index = 0; index < fields.length; index++) visit(fields.item(index), 1)
}

function countEntries(owner: FlatTable, slot: number, seen: { text: number; entries: number }): void {
  const entries = owner.tables(slot)
  seen.entries += entries.length
  for (let index = 0; index < entries.length && seen.text <= MOST.text; index++) {
    seen.text += entries.item(index).textLength(0) + entries.item(index).textLength(1)
  }
}

function checkCounts(batch: FlatTable, bodyLength: number, name: string): void {
  const wrong = (): Error => damaged(name, 'Arrow', { fr: 'longueurs d’un lot', en: 'lengths of a batch' })
  if (batch.long(0) < 0) throw wrong()
  const [nodes, buffers] = [batch.structs(1, 16), batch.structs(2, 16)]
  for (let index = 0; index < nodes.length; index++) {
    const [length, nulls] = [nodes.item(index).long(0), nodes.item(index).long(8)]
    if (length < 0 || nulls < 0 || nulls > length || length > LARGEST_BATCH) throw wrong()
  }
  for (let index = 0; index < buffers.length; index++) {
    const [offset, length] = [buffers.item(index).long(0), buffers.item(index).long(8)]
    if (offset < 0 || length < 0 || offset + length > bodyLength) throw wrong()
  }
}

function unreadType(name: string, type: string): Error {
  return fail(
    'input',
    {
      fr: `« ${name} » contient une colonne Arrow de type ${type}, qui n’est pas lu.`,
      en: `“${name}” holds an Arrow column of type ${type}, which is not read.`
    },
    {
      place: { file: name },
      hint: {
        fr: 'Exportez-le en Parquet (avec Polars : write_parquet).',
        en: 'Export it as Parquet (with Polars: write_parquet).'
      }
    }
  )
}

function tooLarge(name: string): Error {
  return fail(
    'limit',
    {
      fr: `« ${name} » contient un lot de plus de 2 Go une fois déployé.`,
      en: `“${name}” holds a batch of more than 2 GB once unpacked.`
    },
    {
      place: { file: name },
      hint: {
        fr: 'Écrivez-le par lots plus petits (max_chunksize), ou en Parquet.',
        en: 'Write it in smaller batches (max_chunksize), or as Parquet.'
      }
    }
  )
}
