import { isAscii, isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { LocalizedText } from '../../../../contract'
import { throwIfCancelled } from '../../../errors'
import { incompleteTail, openDecoder } from '../../delimited/text/decoder'
import type { TextStream } from '../../delimited/text/textStream'
import { knownEncoding } from '../../delimited/text/knownEncoding'
import type { ReadOptions } from '../../reader'
import { countRead } from '../zip/countRead'

/** A document of markup as text: its encoding, and its pieces as often as asked for. */
export interface TextDocument {
  head: string
  pieces(told?: boolean): AsyncGenerator<string>
  /** What was odd about its bytes, once all pieces were read. */
  notes(): LocalizedText[]
}

const HEAD = 1 << 16

/** Opens a page or an XML document by the encoding that its bytes show, else by the one that it declares. */
export async function openText(file: string, options: ReadOptions): Promise<TextDocument> {
  const { signal } = options
  const { size } = await stat(file)
  const { head, encoding } = await encodingOf(file, signal)
  let last: TextStream | null = null
  async function* pieces(told = false): AsyncGenerator<string> {
    const onRead = told ? countRead(size, options) : null
    const decoder = openDecoder(encoding)
    let begun = false
    const give = (text: string): string => {
      if (begun || text === '') return text
      begun = true
      return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
    }
    for await (const chunk of chunksOf(file)) {
      throwIfCancelled(signal)
      onRead?.(chunk.length)
      yield give(decoder.write(chunk))
    }
    yield give(decoder.end())
    last = decoder
  }
  return { head: openDecoder(encoding).write(head), pieces, notes: () => (last ? oddBytes(last) : []) }
}

async function* chunksOf(file: string): AsyncGenerator<Buffer> {
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 })) yield chunk as Buffer
}

function oddBytes({ undecodable, fallbackBytes }: TextStream): LocalizedText[] {
  const notes: LocalizedText[] = []
  if (fallbackBytes)
    notes.push({
      fr: `Le fichier se dit en UTF-8, mais ${fallbackBytes} de ses octets n’en sont pas : ils sont lus en Windows-1252.`,
      en: `The file says that it is UTF-8, but ${fallbackBytes} of its bytes are not: they are read as Windows-1252.`
    })
  if (undecodable)
    notes.push({
      fr: `${undecodable} octets ne sont aucun caractère dans l’encodage annoncé ; chacun est écrit �.`,
      en: `${undecodable} bytes are no character in the declared encoding; each is written �.`
    })
  return notes
}

/** Valid UTF-8 beyond ASCII is no accident, whatever the page says of itself; else what it says; else Windows-1252. */
async function encodingOf(file: string, signal?: AbortSignal): Promise<{ head: Buffer; encoding: string }> {
  let head = Buffer.alloc(0)
  let rest: Buffer = Buffer.alloc(0)
  let [ascii, utf8] = [true, true]
  for await (const chunk of chunksOf(file)) {
    throwIfCancelled(signal)
    if (head.length < HEAD) head = Buffer.concat([head, chunk.subarray(0, HEAD - head.length)])
    ascii &&= isAscii(chunk)
    const bytes = rest.length ? Buffer.concat([rest, chunk]) : chunk
    const whole = bytes.length - incompleteTail(bytes)
    utf8 &&= isUtf8(bytes.subarray(0, whole))
    rest = Buffer.from(bytes.subarray(whole))
    if (!ascii && !utf8) break
  }
  utf8 &&= rest.length === 0
  const wide = wideEncoding(head)
  if (wide) return { head, encoding: wide }
  if (utf8 && !ascii) return { head, encoding: 'utf-8' }
  const declared = declaredIn(head.toString('latin1', 0, 4_096))
  // Bytes of one width were met: a document of two bytes a character would have shown it.
  const encoding = declared === null || declared.startsWith('utf-16') ? 'windows-1252' : declared
  return { head, encoding: encoding === 'utf-8' ? 'mixed' : encoding }
}

function wideEncoding(head: Buffer): string | null {
  const mark = head.toString('latin1', 0, 2)
  if (mark === '\xff\xfe' || mark === '<\0') return 'utf-16le'
  return mark === '\xfe\xff' || mark === '\0<' ? 'utf-16be' : null
}

const DECLARED = /<\?xml[^>]*?encoding\s*=\s*["']([\w-]+)["']|<meta[^>]*?charset\s*=\s*["']?\s*([\w-]+)/i

function declaredIn(head: string): string | null {
  const found = DECLARED.exec(head)
  const label = found?.[1] ?? found?.[2]
  return label === undefined ? null : knownEncoding(label)
}
