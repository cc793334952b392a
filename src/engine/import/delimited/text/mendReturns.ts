const SIGN = /["\r\n]/g
/** What stands right before a quote that opens no cell. */
const WITHIN = /[\p{L}\p{N}.!?)]/u

/**
 * Turns the lone carriage returns of a text whose lines end in several ways into `\n`, as `\r\n` stands for one already; those
 * within quotes belong to their cells. No character is added or lost. Takes text in pieces.
 */
export class ReturnMender {
  /** Carriage returns that ended a line by themselves. */
  count = 0
  /** `\n` and `\r\n` that did. */
  others = 0
  private quoted = false
  private last = ''
  private held = ''

  write(piece: string): string {
    let text = this.held + piece
    // What follows tells whether it stands alone.
    this.held = text.endsWith('\r') ? '\r' : ''
    if (this.held) text = text.slice(0, -1)
    return this.mended(text)
  }

  end(): string {
    const { held } = this
    this.held = ''
    return this.mended(held)
  }

  private mended(text: string): string {
    let out = ''
    let from = 0
    for (const { 0: sign, index } of text.matchAll(SIGN)) {
      if (sign === '"') {
        if (this.quoted) this.quoted = false
        else this.quoted = !WITHIN.test(index ? text.charAt(index - 1) : this.last)
      } else if (this.quoted) continue
      else if (sign === '\n') this.others += 1
      else if (text.charAt(index + 1) !== '\n') {
        this.count += 1
        out += text.slice(from, index) + '\n'
        from = index + 1
      }
    }
    if (text) this.last = text.charAt(text.length - 1)
    return out + text.slice(from)
  }
}

/** The same for a text at hand. */
export function mendReturns(text: string): string {
  const mender = new ReturnMender()
  return mender.write(text) + mender.end()
}

const BEGIN = 60_000
const FEW = 3
const SHARE = 0.2
/** Times as many CR as other ends: those are within cells. */
const MOSTLY = 10

/** Whether lines end in CR about as often as in LF or CRLF, as in files put together from several systems. */
export function mixesReturns(text: string): boolean {
  const begin = text.slice(0, BEGIN)
  if (!/\r(?!\n|$)/.test(begin) || !begin.includes('\n')) return false
  const mender = new ReturnMender()
  mender.write(begin)
  const { count, others } = mender
  return count >= FEW && count >= SHARE * (count + others) && count <= MOSTLY * others
}
