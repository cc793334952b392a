import type { Syntax } from '../dialect/syntax'
import { ReturnMender } from './mendReturns'
import { LineUnwrapper } from './unwrapLines'

/** What text of a dialect passes through before its records are read, in pieces. */
export interface Mender {
  write(piece: string): string
  end(): string
  /** Lines whose quotes were taken off. */
  readonly unwrapped: number
}

interface Mended {
  mixedReturns: boolean
  quotedLines: Syntax['newline'] | null
}

/** Mends ends of line first, then lines in quotes. */
export function openMender({ mixedReturns, quotedLines }: Mended): Mender {
  const returns = mixedReturns ? new ReturnMender() : null
  const lines = quotedLines === null ? null : new LineUnwrapper(quotedLines)
  const unwrap = (text: string): string => lines?.write(text) ?? text
  return {
    write: (piece) => unwrap(returns?.write(piece) ?? piece),
    end: () => unwrap(returns?.end() ?? '') + (lines?.end() ?? ''),
    get unwrapped() {
      return lines?.count ?? 0
    }
  }
}

/** The same for a text at hand. */
export function mendText(text: string, dialect: Mended): string {
  const mender = openMender(dialect)
  return mender.write(text) + mender.end()
}
