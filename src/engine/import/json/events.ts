import type { LocalizedText } from '../../../contract'

/** What a JSON text is made of, in its order. Keys and values come whole; numbers and literals as they are written. */
export interface JsonEvents {
  startObject(): void
  endObject(): void
  key(name: string): void
  startArray(): void
  endArray(): void
  string(value: string): void
  /** A number, `true`, `false`, `null`, or Python's `NaN` and `Infinity`. */
  bare(text: string): void
}

/** Limits of one value, in characters, and of nesting, in levels: what lies beyond is refused with its place. */
export const LIMITS = {
  value: 64 * 1024 * 1024,
  record: 256 * 1024 * 1024,
  number: 1_000_000,
  key: 1_000_000,
  depth: 1_000
} as const

/** Where a JSON text stops being one; line and column are 1-based. */
export class JsonFault extends Error {
  constructor(
    readonly kind: 'input' | 'limit',
    readonly reason: LocalizedText,
    readonly line: number,
    readonly column: number
  ) {
    super(reason.en)
    this.name = 'JsonFault'
  }
}

/** A limit met by a receiver of events, which knows no place: the parser adds it. */
export class LimitReached extends Error {
  constructor(readonly reason: LocalizedText) {
    super(reason.en)
    this.name = 'LimitReached'
  }
}
