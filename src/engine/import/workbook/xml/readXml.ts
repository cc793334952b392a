import { throwIfCancelled } from '../../../errors'
import { corrupt } from '../refusals'
import type { Zip, ZipMember } from '../zip/openZip'
import { XmlScanner, type XmlHandler } from './scanXml'

export interface XmlOptions {
  signal?: AbortSignal
  onRead?: (bytes: number) => void
}

/** Feeds a member to a handler, giving way after every piece: what the handler gathered can be taken then. */
export async function* readXml(
  zip: Zip,
  member: ZipMember,
  handler: XmlHandler,
  { signal, onRead }: XmlOptions = {}
): AsyncGenerator<void> {
  const scanner = new XmlScanner(handler, zip.file, member.name)
  let decoder: TextDecoder | null = null
  const decode = (chunk?: Buffer): string => {
    try {
      decoder ??= decoderFor(chunk ?? Buffer.alloc(0))
      return decoder.decode(chunk, { stream: chunk !== undefined })
    } catch (error) {
      throw corrupt(
        zip.file,
        `« ${member.name} » contient des octets qui ne sont pas du texte`,
        `“${member.name}” holds bytes that are no text`,
        error
      )
    }
  }
  for await (const chunk of zip.chunks(member, onRead)) {
    throwIfCancelled(signal)
    scanner.write(decode(chunk))
    yield
  }
  scanner.write(decode())
  scanner.end()
  yield
}

/** Reads a small member to its end. */
export async function readXmlToEnd(
  zip: Zip,
  member: ZipMember,
  handler: XmlHandler,
  options: XmlOptions = {}
): Promise<void> {
  for await (const _ of readXml(zip, member, handler, options));
}

/** UTF-8 unless the first bytes or the declaration say otherwise; wrong bytes are an error, never a replacement. */
function decoderFor(head: Buffer): TextDecoder {
  const options = { fatal: true }
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le', options)
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be', options)
  if (head[0] === 0x3c && head[1] === 0) return new TextDecoder('utf-16le', options)
  if (head[0] === 0 && head[1] === 0x3c) return new TextDecoder('utf-16be', options)
  const declared = /^(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*["']([\w-]+)["']/.exec(
    head.toString('latin1', 0, 200)
  )?.[1]
  return new TextDecoder(declared && !/^(?:us-)?ascii$/i.test(declared) ? declared : 'utf-8', options)
}
