import { closeSync, openSync, readSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { FileFault } from '../foreign-file'

/** Bytes read from front to back. */
export interface Bytes {
  /** Exactly `length` bytes; null at the end of the data, and an error where it comes in their midst. */
  take(length: number): Buffer | null
}

/** A file read through one window, that may be moved. */
export interface SavFile extends Bytes {
  readonly size: number
  /** The place of the next byte. */
  place(): number
  moveTo(place: number): void
  close(): void
}

const WINDOW = 1 << 20

/** Opens a file for reading. */
export async function openSav(file: string): Promise<SavFile> {
  const { size } = await stat(file)
  const handle = openSync(file, 'r')
  let window = Buffer.alloc(0)
  let windowAt = 0
  let at = 0
  return {
    size,
    place: () => at,
    moveTo(place) {
      if (place < 0 || place > size) throw new RangeError('place beyond the file')
      at = place
    },
    take(length) {
      if (length === 0) return Buffer.alloc(0)
      if (at === size) return null
      if (length < 0 || at + length > size) throw endMissing()
      if (at < windowAt || at + length > windowAt + window.length) {
        window = Buffer.alloc(Math.min(Math.max(WINDOW, length), size - at))
        for (let done = 0; done < window.length;) {
          const read = readSync(handle, window, done, window.length - done, at + done)
          if (read === 0) throw endMissing()
          done += read
        }
        windowAt = at
      }
      const bytes = window.subarray(at - windowAt, at - windowAt + length)
      at += length
      return bytes
    },
    close: () => closeSync(handle)
  }
}

/** The file stops in the midst of something. */
export function endMissing(): FileFault {
  return new FileFault({ fr: 'sa fin manque', en: 'its end is missing' })
}

/** Takes fields of the dictionary one after another, in the byte order of the file. */
export class Fields {
  constructor(
    private readonly bytes: Bytes,
    readonly little: boolean
  ) {}

  raw(length: number): Buffer {
    const bytes = this.bytes.take(length)
    if (!bytes) throw endMissing()
    return bytes
  }

  /** Bytes to be kept after the next field is taken. */
  kept(length: number): Buffer {
    return Buffer.from(this.raw(length))
  }

  int(): number {
    const bytes = this.raw(4)
    return this.little ? bytes.readInt32LE() : bytes.readInt32BE()
  }

  /** A count, which cannot be negative nor beyond `most`. */
  count(most: number): number {
    const count = this.int()
    if (count < 0 || count > most) throw new RangeError('count out of range')
    return count
  }

  long(): number {
    const bytes = this.raw(8)
    const value = Number(this.little ? bytes.readBigInt64LE() : bytes.readBigInt64BE())
    if (!Number.isSafeInteger(value)) throw new RangeError('place out of range')
    return value
  }

  double(): number {
    const bytes = this.raw(8)
    return this.little ? bytes.readDoubleLE() : bytes.readDoubleBE()
  }
}

/** A piece of memory as bytes to take. */
export function bytesOf(piece: Buffer): Bytes {
  let at = 0
  return {
    take(length) {
      if (at === piece.length) return length === 0 ? piece.subarray(at) : null
      if (length < 0 || at + length > piece.length) throw new RangeError('record too short')
      at += length
      return piece.subarray(at - length, at)
    }
  }
}
