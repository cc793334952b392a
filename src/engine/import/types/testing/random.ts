/** A seeded source of numbers from 0 up to 1 (mulberry32), with what columns are made of. */
export class Random {
  private state: number

  constructor(seed: number) {
    this.state = seed >>> 0
  }

  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  /** A whole number of a closed range. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1))
  }

  pick<T>(list: readonly T[]): T {
    return list[this.int(0, list.length - 1)] as T
  }

  /** Digits, the first of which may be zero. */
  digits(count: number): string {
    return Array.from({ length: count }, () => this.int(0, 9)).join('')
  }

  /** A calendar day between two years. */
  day(from: number, to: number): { y: number; m: number; d: number } {
    const date = new Date(Date.UTC(from, 0, 1) + this.next() * (Date.UTC(to, 11, 31) - Date.UTC(from, 0, 1)))
    return { y: date.getUTCFullYear(), m: date.getUTCMonth() + 1, d: date.getUTCDate() }
  }
}

/** A number with so many digits in front. */
export function padded(value: number, length = 2): string {
  return String(value).padStart(length, '0')
}
