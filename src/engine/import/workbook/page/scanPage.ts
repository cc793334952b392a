import { tooMuch } from '../refusals'
import { decodePageEntities } from './pageEntities'

/** Called as a page goes by; names in lower case, attributes as they stand in the tag. */
export interface PageHandler {
  open(name: string, attributes: string): void
  close(name: string): void
  /** A piece of text, its runs of blanks made one; one text may come in several. */
  text(piece: string): void
}

const MAX_TAG = 1024 * 1024
/** Elements whose content is no text of the page, and no markup either. */
const OPAQUE = new Set(['script', 'style', 'title', 'textarea', 'xmp', 'noscript', 'iframe', 'noembed', 'noframes'])
const TAG = /^[a-zA-Z]/

/**
 * A scanner for HTML as software writes it, fed in pieces of any size: tags need not nest, what is no markup is text.
 * Comments, scripts and styles go by unread; nothing is run or fetched. Memory is bounded by the longest tag.
 */
export class PageScanner {
  private rest = ''
  /** What ends the stretch that goes by unread. */
  private until: string | null = null
  private opaque = ''

  constructor(
    private readonly handler: PageHandler,
    private readonly file: string
  ) {}

  write(piece: string): void {
    const text = this.rest === '' ? piece : this.rest + piece
    this.rest = text.slice(this.scan(text))
    if (this.rest.length > MAX_TAG)
      throw tooMuch(this.file, 'une balise de la page dépasse 1 Mio', 'a tag of the page is beyond 1 MiB')
  }

  /** Ends the page; whether it stopped within a tag, a comment or a script. */
  end(): boolean {
    const { rest, until } = this
    if (until === null && rest !== '' && !rest.startsWith('<')) this.say(rest)
    return until !== null || rest.startsWith('<')
  }

  private scan(text: string): number {
    let at = 0
    while (at < text.length) {
      if (this.until !== null) {
        const after = this.pass(text, at)
        if (after < 0) return Math.max(at, text.length - this.until.length + 1)
        at = after
        continue
      }
      const next = text.indexOf('<', at)
      const stop = next >= 0 ? next : openEnd(text, at)
      if (stop > at) this.say(text.slice(at, stop))
      if (next < 0) return stop
      at = this.markup(text, next)
      if (at < 0) return next
    }
    return at
  }

  /** Where the unread stretch ends, or -1 where its end has not come. */
  private pass(text: string, at: number): number {
    const { until, opaque } = this
    const end = opaque ? indexOfAnyCase(text, opaque, at) : text.indexOf(until ?? '', at)
    if (end < 0) return -1
    const after = opaque ? end : end + (until ?? '').length
    this.until = null
    this.opaque = ''
    return after
  }

  /** Where the markup at `at` ends, or -1 where its end has not come yet. */
  private markup(text: string, at: number): number {
    if (text.length - at < 4) return -1
    const kind = text.charAt(at + 1)
    if (kind === '!' || kind === '?') {
      const comment = text.startsWith('<!--', at)
      this.until = comment ? '-->' : '>'
      return at + (comment ? 4 : 2)
    }
    const closing = kind === '/'
    if (!TAG.test(text.charAt(at + (closing ? 2 : 1)))) {
      this.say('<')
      return at + 1
    }
    const end = tagEnd(text, at + 1)
    if (end < 0) return -1
    const tag = text.slice(at + (closing ? 2 : 1), end)
    const name = (/^[^\s/>]+/.exec(tag)?.[0] ?? '').toLowerCase()
    if (closing) this.handler.close(name)
    else {
      this.handler.open(name, tag.slice(name.length))
      if (OPAQUE.has(name) && !tag.endsWith('/')) {
        this.opaque = name
        this.until = `</${name}`
      }
    }
    return end + 1
  }

  private say(raw: string): void {
    this.handler.text(decodePageEntities(raw.replace(/[ \t\n\f\r]+/g, ' ')))
  }
}

const CLOSINGS: ReadonlyMap<string, RegExp> = new Map([...OPAQUE].map((name) => [name, new RegExp(`</${name}`, 'gi')]))

/** Where the end tag of an element begins, in any case; -1 where it has not come. */
function indexOfAnyCase(text: string, name: string, from: number): number {
  const closing = CLOSINGS.get(name)
  if (!closing) return -1
  closing.lastIndex = from
  return closing.exec(text)?.index ?? -1
}

/** Attribute values may hold `>`. */
function tagEnd(text: string, from: number): number {
  const first = text.indexOf('>', from)
  if (first < 0 || !/["']/.test(text.slice(from, first))) return first
  let quote = ''
  for (let i = from; i < text.length; i++) {
    const char = text.charAt(i)
    if (quote) {
      if (char === quote) quote = ''
    } else if (char === '>') return i
    // A quote opens a value only behind its sign.
    else if ((char === '"' || char === "'") && /=\s*$/.test(text.slice(Math.max(from, i - 8), i))) quote = char
  }
  return -1
}

/** Text before an entity that may go on in the next piece. */
function openEnd(text: string, from: number): number {
  const amp = text.lastIndexOf('&')
  return amp >= from && text.length - amp < 12 && text.indexOf(';', amp) < 0 ? amp : text.length
}
