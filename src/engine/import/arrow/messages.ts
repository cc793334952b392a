import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { Message as ArrowMessage } from 'apache-arrow'
import { Footer } from 'apache-arrow/ipc/metadata/file'
import { fail } from '../../errors'
import { damaged } from '../foreign-file'
import { checkBody, checkHead, checkSchema, type Message } from './check-message'
import { FlatTable } from './flat'

/** A message and where it stands in its file. */
export interface PlacedMessage extends Message {
  head: Uint8Array
  bodyAt: number
  end: number
}

/** An Arrow file, open for reading. */
export interface ArrowFile {
  name: string
  size: number
  /** How a stream ended, once read to its end: without its mark, or with other bytes behind it. */
  ending?: 'unmarked' | 'followed'
  read(at: number, length: number): Uint8Array
  close(): void
}

/** Bytes of a message's head. */
const LARGEST_HEAD = 256 * 1024 * 1024

/** Opens an Arrow file; refuses Feather of the first version, which is another format. */
export function openArrow(file: string, name: string): ArrowFile {
  const handle = openSync(file, 'r')
  const { size } = fstatSync(handle)
  const opened: ArrowFile = {
    name,
    size,
    read(at, length) {
      if (at < 0 || length < 0 || at + length > size) throw cut(name)
      const bytes = new Uint8Array(length)
      for (let done = 0; done < length;) {
        const read = readSync(handle, bytes, done, Math.min(length - done, 1 << 30), at + done)
        if (read === 0) throw cut(name)
        done += read
      }
      return bytes
    },
    close: () => closeSync(handle)
  }
  if (size >= 4 && text(opened.read(0, 4)) === 'FEA1') {
    opened.close()
    throw oldFeather(name)
  }
  return opened
}

/** The messages of a file or stream: its schema first, then its dictionaries and batches as they are to be read. */
export function* messagesOf(arrow: ArrowFile): Generator<PlacedMessage> {
  const { name, size } = arrow
  if (size < 8) throw cut(name)
  if (text(arrow.read(0, 6)) !== 'ARROW1') {
    yield* following(arrow, 0)
    return
  }
  if (size < 22 || text(arrow.read(size - 6, 6)) !== 'ARROW1') throw cut(name)
  const length = new DataView(arrow.read(size - 10, 4).buffer).getInt32(0, true)
  if (length <= 0 || length > size - 18 || length > LARGEST_HEAD)
    throw damaged(name, 'Arrow', { fr: 'pied du fichier', en: 'footer' })
  const footerBytes = arrow.read(size - 10 - length, length)
  const footer = FlatTable.root(footerBytes)
  const schema = footer.table(1)
  if (!schema) throw damaged(name, 'Arrow', { fr: 'schéma absent', en: 'no schema' })
  checkSchema(schema, name)
  yield schemaMessage(footerBytes)
  for (const slot of [2, 3]) {
    const blocks = footer.structs(slot, 24)
    for (let index = 0; index < blocks.length; index++) {
      const message = messageAt(arrow, blocks.item(index).long(0))
      if (message?.kind !== (slot === 2 ? 'dictionary' : 'records'))
        throw damaged(name, 'Arrow', { fr: 'pied du fichier', en: 'footer' })
      yield message
    }
  }
}

/** The schema of a checked footer as a stream's first message: some writers put it nowhere else. */
function schemaMessage(footer: Uint8Array): PlacedMessage {
  const { schema } = Footer.decode(footer)
  const head = ArrowMessage.encode(ArrowMessage.from(schema))
  return { kind: 'schema', head, bodyLength: 0, rows: 0, bodyAt: 0, end: 0 }
}

/** The message's bytes as a stream has them, its body checked. */
export function* bytesOf(arrow: ArrowFile, message: PlacedMessage): Generator<Uint8Array> {
  const prefix = new Uint8Array(8)
  const view = new DataView(prefix.buffer)
  view.setInt32(0, -1, true)
  view.setInt32(4, message.head.length, true)
  yield prefix
  yield message.head
  if (message.bodyLength === 0) return
  const body = arrow.read(message.bodyAt, message.bodyLength)
  checkBody(message.head, body, arrow.name)
  yield body
}

function* following(arrow: ArrowFile, start: number): Generator<PlacedMessage> {
  for (let at = start; at < arrow.size;) {
    const message = messageAt(arrow, at)
    if (!message) {
      if (at + 8 < arrow.size) arrow.ending = 'followed'
      return
    }
    yield message
    at = message.end
  }
  arrow.ending = 'unmarked'
}

/** The message at a place; null at the mark that ends a stream. Before Arrow 0.15 there was no mark before the length. */
function messageAt(arrow: ArrowFile, at: number): PlacedMessage | null {
  const { name, size } = arrow
  const start = new DataView(arrow.read(at, 4).buffer).getInt32(0, true)
  const marked = start === -1
  const length = marked ? new DataView(arrow.read(at + 4, 4).buffer).getInt32(0, true) : start
  if (length === 0) return null
  const headAt = at + (marked ? 8 : 4)
  if (length < 0 || length > LARGEST_HEAD) {
    throw damaged(name, 'Arrow', { fr: 'longueur d’un message', en: 'length of a message' })
  }
  const head = arrow.read(headAt, length)
  const message = checkHead(head, name)
  const end = headAt + length + message.bodyLength
  if (end > size) throw cut(name)
  return { ...message, head, bodyAt: headAt + length, end }
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}

function cut(name: string): Error {
  return damaged(name, 'Arrow', { fr: 'sa fin manque', en: 'its end is missing' })
}

function oldFeather(name: string): Error {
  return fail(
    'refused',
    {
      fr: `« ${name} » est un fichier Feather de version 1, un format abandonné.`,
      en: `“${name}” is a Feather file of version 1, a format given up.`
    },
    {
      place: { file: name },
      hint: {
        fr: 'Récrivez-le en version 2 : avec pandas, read_feather puis to_feather ; ou exportez-le en Parquet.',
        en: 'Write it again in version 2: with pandas, read_feather then to_feather; or export it as Parquet.'
      }
    }
  )
}
