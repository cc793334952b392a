import type { Syntax } from '../dialect/syntax'

/**
 * The text that a reader has not done with: pieces come in at one end, records leave at the other. Pieces are joined
 * only when there is something to read in them, so that a long record costs no more than its length.
 */
export class TextBuffer {
  buffer = ''
  /** Where to read on in the buffer. */
  pos = 0
  /** Characters of the whole text before the buffer. */
  base: number
  private pieces: string[] = []
  private size = 0
  private asked = 0

  constructor(
    private skip: number,
    private readonly newline: Syntax['newline']
  ) {
    this.base = skip
  }

  add(piece: string): void {
    if (this.skip > 0) {
      const cut = Math.min(this.skip, piece.length)
      this.skip -= cut
      piece = piece.slice(cut)
    }
    if (piece === '') return
    this.pieces.push(piece)
    this.size += piece.length
  }

  /** Characters not read yet. */
  get waiting(): number {
    return this.buffer.length - this.pos + this.size
  }

  /** Says that the record at hand does not end in the buffer: it is looked at again when twice as much has come. */
  wait(most: number): void {
    this.asked = Math.min(most, 2 * (this.buffer.length - this.pos))
  }

  get waits(): boolean {
    return this.asked > 0
  }

  /** Joins what came where that can help, keeping the text from `keep` (over the whole text) on; tells whether it did. */
  gather(keep: number, final: boolean): boolean {
    if (!this.pieces.length) return false
    const ended =
      this.asked > 0
        ? this.waiting >= this.asked
        : this.pieces.some((piece) => piece.includes(this.newline.charAt(this.newline.length - 1)))
    if (!ended && !final) return false
    const from = Math.min(this.pos, keep - this.base)
    this.buffer = (from < this.buffer.length ? this.buffer.slice(from) : '') + this.pieces.join('')
    this.base += from
    this.pos -= from
    this.pieces = []
    this.size = 0
    this.asked = 0
    return true
  }

  /** How far whole lines go in the buffer; to its end where no more text comes. */
  readable(final: boolean): number {
    if (final) return this.buffer.length
    const last = this.buffer.lastIndexOf(this.newline)
    return last < 0 ? 0 : last + this.newline.length
  }

  /** All the text from a place of the whole text on. */
  from(at: number): string {
    return this.buffer.slice(at - this.base) + this.pieces.join('')
  }
}
