import type { TextStream } from './textStream'

/** Ctrl-Z on a line of its own, with which DOS programs end a text; some fill the last block of the file with it. */
const MARK = '\u001a'
const AT_END = /\u001a[\u001a\r\n]*$/

/** Whether bytes that end a file end with it. */
export function endsWithMark(bytes: Buffer): boolean {
  return /(?:^|[\r\n])\u001a[\u001a\r\n]*$/.test(bytes.subarray(-BLOCK).toString('latin1'))
}

const BLOCK = 256

/** Leaves the mark at the end of a text out, and tells that it was there; anywhere else the sign is kept. */
export function withoutEndMark(stream: TextStream): TextStream & { readonly endMark: boolean } {
  let held = ''
  let last = '\n'
  let endMark = false
  const hold = (text: string): string => {
    const whole = held + text
    held = ''
    const found = whole.includes(MARK) && /[\r\n\u001a]$/.test(whole) ? AT_END.exec(whole) : null
    const before = found && (found.index ? whole.charAt(found.index - 1) : last)
    if (found && (before === '\n' || before === '\r')) held = found[0]
    const given = held ? whole.slice(0, whole.length - held.length) : whole
    last = given.at(-1) ?? last
    return given
  }
  return {
    write: (chunk) => hold(stream.write(chunk)),
    end: () => {
      const text = hold(stream.end())
      endMark = held !== ''
      held = ''
      return text
    },
    get undecodable() {
      return stream.undecodable
    },
    get fallbackBytes() {
      return stream.fallbackBytes
    },
    get endMark() {
      return endMark
    }
  }
}
