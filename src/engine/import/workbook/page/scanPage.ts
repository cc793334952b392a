import { Parser } from 'htmlparser2'
import { tooMuch } from '../refusals'

/** Called as a page goes by; names in lower case. */
export interface PageHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  /** An end tag that the page has: they may be missing, or stand for nothing. */
  close(name: string): void
  /** A piece of text, its runs of blanks made one; one text may come in several. */
  text(piece: string): void
}

/** Characters that one piece of markup may have: it is held whole. */
const MAX_MARKUP = 1024 * 1024
/** Elements within one another: each costs the parser a look at all of them. Pages that close none are met, by the cell. */
const MAX_DEPTH = 50_000
/** Elements whose content is no text of the page, and no markup either. */
const OPAQUE = new Set(['script', 'style', 'title', 'textarea', 'xmp', 'noscript', 'iframe', 'noembed', 'noframes'])

/**
 * Follows HTML as software writes it, fed in pieces of any size, by htmlparser2: end tags may be missing, what is no markup is
 * text. Comments, scripts and styles go by unread; nothing is run or fetched. Memory is bounded by the longest tag or comment,
 * and by the depth of the elements.
 */
export class PageScanner {
  private readonly parser: Parser
  private written = 0
  private depth = 0
  private opaque: string | null = null
  private ending = false
  private cut = false
  /** Behind the last thing that was told stands the begin of a tag or a comment, not that of an entity. */
  private within = false

  constructor(
    handler: PageHandler,
    private readonly file: string
  ) {
    this.parser = new Parser({
      onopentag: (name, attributes) => {
        if (++this.depth > MAX_DEPTH)
          throw tooMuch(this.file, 'ses éléments s’emboîtent sans fin', 'its elements nest without end')
        if (this.opaque !== null) return
        handler.open(name, attributes)
        if (OPAQUE.has(name)) this.opaque = name
      },
      onclosetag: (name, isImplied) => {
        this.depth -= 1
        if (name === this.opaque) {
          this.cut ||= this.ending
          this.opaque = null
        } else if (this.opaque === null && !isImplied) handler.close(name)
      },
      ontext: (piece) => {
        if (this.opaque === null) handler.text(piece.replace(/[ \t\n\f\r]+/g, ' '))
      },
      oncomment: () => {
        this.cut ||= this.ending
      }
    })
  }

  write(piece: string): void {
    this.written += piece.length
    this.parser.write(piece)
    const { unread } = this
    if (unread <= piece.length) this.within = unread > 0 && piece.charAt(piece.length - unread) !== '&'
    if (unread > MAX_MARKUP)
      throw tooMuch(
        this.file,
        'une balise ou un commentaire de la page dépasse 1 Mio',
        'a tag or a comment of the page is beyond 1 MiB'
      )
  }

  /** Ends the page; whether it stopped within a tag, a comment or a script. */
  end(): boolean {
    this.ending = true
    this.parser.end()
    return this.cut || this.within
  }

  /** Characters behind the last thing that was told. */
  private get unread(): number {
    return this.written - 1 - this.parser.endIndex
  }
}
