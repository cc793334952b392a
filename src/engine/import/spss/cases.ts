import { inflateSync } from 'node:zlib'
import { endMissing, Fields, type Bytes, type SavFile } from './bytes'
import type { Dictionary } from './dictionary'

/** Fills `row`, eight bytes an element, with the next case; false at the end of the data. */
export type NextCase = (row: Buffer) => boolean

/** The number that stands for "no value". */
const SYSTEM_MISSING = -Number.MAX_VALUE

/** The cases of a file that stands behind its dictionary (PSPP, "Data Record" and "ZLIB Compressed Data"). */
export function casesOf(file: SavFile, dictionary: Dictionary): NextCase {
  if (dictionary.compression === 0) {
    return (row) => {
      const bytes = file.take(row.length)
      if (!bytes) return false
      row.set(bytes)
      return true
    }
  }
  return commanded(dictionary.compression === 2 ? inflated(file, dictionary.little) : file, dictionary)
}

/** Elements by command codes, eight at a time: a small number, blanks, no value, or an element that follows. */
function commanded(bytes: Bytes, { bias, little }: Dictionary): NextCase {
  const codes = Buffer.alloc(8)
  let next = 8
  let ended = false
  const number = (row: Buffer, at: number, value: number): void => {
    if (little) row.writeDoubleLE(value, at)
    else row.writeDoubleBE(value, at)
  }
  const nextCode = (): number | null => {
    for (;;) {
      if (ended) return null
      if (next === 8) {
        const more = bytes.take(8)
        if (!more) return null
        codes.set(more)
        next = 0
      }
      const code = codes[next++]!
      if (code === 252) ended = true
      else if (code !== 0) return code
    }
  }
  return (row) => {
    for (let at = 0; at < row.length; at += 8) {
      const code = nextCode()
      if (code === null) {
        if (at === 0) return false
        throw endMissing()
      }
      if (code === 253) {
        const element = bytes.take(8)
        if (!element) throw endMissing()
        row.set(element, at)
      } else if (code === 254) row.fill(0x20, at, at + 8)
      else number(row, at, code === 255 ? SYSTEM_MISSING : code - bias)
    }
    return true
  }
}

/** Bytes of a block once inflated: four million in every known writer. */
const LARGEST_BLOCK = 64 * 1024 * 1024

function inflated(file: SavFile, little: boolean): Bytes {
  const header = new Fields(file, little)
  header.long()
  const trailer = header.long()
  const dataAt = file.place() + 8
  file.moveTo(trailer)
  const fields = new Fields(file, little)
  fields.raw(16)
  fields.int()
  const blocks = Array.from({ length: fields.count(10_000_000) }, () => {
    fields.long()
    return { at: fields.long(), size: fields.int(), packed: fields.int() }
  })
  let expected = dataAt
  for (const { at, size, packed } of blocks) {
    if (at !== expected || size < 0 || size > LARGEST_BLOCK || packed < 0) throw new RangeError('blocks')
    expected += packed
  }
  if (expected !== trailer) throw new RangeError('blocks')
  let index = 0
  let block = Buffer.alloc(0)
  let used = 0
  const more = (): boolean => {
    const next = blocks[index++]
    if (!next) return false
    file.moveTo(next.at)
    block = inflateSync(file.take(next.packed) ?? Buffer.alloc(0), { maxOutputLength: Math.max(next.size, 1) })
    if (block.length !== next.size) throw new RangeError('size of a block')
    used = 0
    return true
  }
  return {
    take(length) {
      while (used === block.length) if (!more()) return null
      if (used + length > block.length) {
        // An element may lie across two blocks.
        const first = Buffer.from(block.subarray(used))
        used = block.length
        const rest = this.take(length - first.length)
        if (!rest) throw endMissing()
        return Buffer.concat([first, rest])
      }
      used += length
      return block.subarray(used - length, used)
    }
  }
}
