import { corrupt, hostile, tooMuch } from '../refusals'
import { decodeEntities } from './entities'

/** Called as a document goes by; names come without their prefix, attributes as they stand in the tag. */
export interface XmlHandler {
  open(name: string, attributes: string): void
  close(name: string): void
  /** A piece of text; one text may come in several. */
  text(piece: string): void
}

const MAX_TAG = 1024 * 1024
const MAX_DEPTH = 256
const [QUOTE, APOSTROPHE, LESS, MORE, SLASH, BANG, QUESTION] = [34, 39, 60, 62, 47, 33, 63]

/**
 * A scanner for the XML of workbooks, fed in pieces of any size. It resolves the five entities and character numbers
 * only: a document type, and so every declared entity, is refused. Tags must nest; memory is bounded by the longest tag.
 */
export class XmlScanner {
  private rest = ''
  private readonly path: string[] = []
  private begun = false

  constructor(
    private readonly handler: XmlHandler,
    private readonly file: string,
    private readonly part: string
  ) {}

  write(piece: string): void {
    const text = this.rest === '' ? piece : this.rest + piece
    this.rest = text.slice(this.scan(text))
    if (this.rest.length > MAX_TAG)
      throw tooMuch(
        this.file,
        `une balise de « ${this.part} » dépasse 1 Mio`,
        `a tag of “${this.part}” is beyond 1 MiB`
      )
  }

  /** Ends the document: everything that was opened must have been closed. */
  end(): void {
    if (this.rest.trim() !== '' || this.path.length || !this.begun)
      throw corrupt(this.file, `« ${this.part} » s’arrête avant sa fin`, `“${this.part}” stops before its end`)
  }

  /** Scans what is complete, and says where the incomplete begins. */
  private scan(text: string): number {
    let at = 0
    while (at < text.length) {
      if (text.charCodeAt(at) !== LESS) {
        const next = text.indexOf('<', at)
        const stop = next >= 0 ? next : openEntity(text, at)
        if (stop > at) this.say(text.slice(at, stop))
        if (next < 0) return stop
        at = next
      }
      const after = this.scanMarkup(text, at)
      if (after < 0) return at
      at = after
    }
    return at
  }

  /** Where the markup at `at` ends, or -1 where its end has not come yet. */
  private scanMarkup(text: string, at: number): number {
    const kind = text.charCodeAt(at + 1)
    if (kind === BANG) return this.scanDeclaration(text, at)
    if (kind === QUESTION) return endOf(text, '?>', at + 2)
    const end = tagEnd(text, at + 1)
    if (end < 0) return -1
    if (kind === SLASH) this.close(localName(text.slice(at + 2, end).trimEnd()))
    else {
      const empty = text.charCodeAt(end - 1) === SLASH
      this.open(text.slice(at + 1, empty ? end - 1 : end), empty)
    }
    return end + 1
  }

  private scanDeclaration(text: string, at: number): number {
    if (text.startsWith('<!--', at)) return endOf(text, '-->', at + 4)
    if (text.startsWith('<![CDATA[', at)) {
      const end = text.indexOf(']]>', at + 9)
      if (end < 0) return -1
      if (this.path.length) this.handler.text(text.slice(at + 9, end))
      return end + 3
    }
    if (text.length - at < 9) return -1
    throw hostile(
      this.file,
      `« ${this.part} » déclare un type de document ou des entités XML`,
      `“${this.part}” declares a document type or XML entities`
    )
  }

  private open(tag: string, empty: boolean): void {
    let stop = 0
    while (stop < tag.length && tag.charCodeAt(stop) > 32) stop += 1
    const name = localName(tag.slice(0, stop))
    if (name === '') throw this.malformed()
    if (this.path.length >= MAX_DEPTH)
      throw hostile(
        this.file,
        `les balises de « ${this.part} » s’emboîtent sans fin`,
        `the tags of “${this.part}” nest without end`
      )
    this.begun = true
    this.handler.open(name, stop === tag.length ? '' : tag.slice(stop))
    if (empty) this.handler.close(name)
    else this.path.push(name)
  }

  private close(name: string): void {
    if (this.path.pop() !== name) throw this.malformed()
    this.handler.close(name)
  }

  private say(raw: string): void {
    if (!this.path.length) {
      if (raw.trim() !== '' && raw.trim() !== '\ufeff') throw this.malformed()
      return
    }
    const piece = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw
    const decoded = decodeEntities(piece)
    if (decoded === null) throw this.malformed()
    this.handler.text(decoded)
  }

  private malformed(): Error {
    return corrupt(this.file, `« ${this.part} » n’est pas du XML correct`, `“${this.part}” is not well-formed XML`)
  }
}

/** Attribute values may hold `>`. */
function tagEnd(text: string, from: number): number {
  let quote = 0
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (quote) {
      if (code === quote) quote = 0
    } else if (code === MORE) return i
    else if (code === QUOTE || code === APOSTROPHE) quote = code
  }
  return -1
}

function endOf(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from)
  return at < 0 ? -1 : at + mark.length
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

/** Text before an entity, or a line end, that may go on in the next piece. */
function openEntity(text: string, from: number): number {
  const amp = text.lastIndexOf('&')
  if (amp >= from && text.length - amp < 16 && text.indexOf(';', amp) < 0) return amp
  return text.charCodeAt(text.length - 1) === 13 ? text.length - 1 : text.length
}
