import type { FileHandle } from 'node:fs/promises'

/** Bytes of a file for a quick look, of whole lines only but for the first and last bytes of the file. */
export interface Piece {
  bytes: Buffer
  /** Starts the file, ends it. */
  first: boolean
  last: boolean
}

const WHOLE = 128 << 10
const HEAD = 32 << 10
const MIDDLE = 8 << 10
const MIDDLES = 7
const END = 16 << 10
/** Headers that fit in the begin, at least, and the most that pieces grow by. */
const HELD = 4
const LONGEST = 64

/**
 * Reads small files whole, of others their begin, their end and seven places between: rare values are seldom at the begin.
 * Where the body of a table is known to start `above` bytes on, its lines may be as long: pieces grow so that they hold some.
 */
export async function readPieces(file: FileHandle, size: number, above = 0): Promise<Piece[]> {
  const longer = Math.max(1, Math.min(LONGEST, Math.ceil((HELD * above) / HEAD)))
  const [begin, middle, close] = [HEAD * longer, MIDDLE * longer, END * longer]
  if (size <= WHOLE * longer) return [{ bytes: await readAt(file, 0, size), first: true, last: true }]
  const places = Array.from({ length: MIDDLES }, (_, i) =>
    Math.floor(begin + ((i + 0.5) * (size - begin - close)) / MIDDLES)
  )
  const [head, end, ...middles] = await Promise.all([
    readAt(file, 0, begin),
    readAt(file, size - close, close),
    ...places.map((at) => readAt(file, at, middle))
  ])
  return [
    { bytes: wholeLines(head ?? Buffer.alloc(0), true, false), first: true, last: false },
    ...middles.map((bytes) => ({ bytes: wholeLines(bytes, false, false), first: false, last: false })),
    { bytes: wholeLines(end ?? Buffer.alloc(0), false, true), first: false, last: true }
  ]
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await file.read(bytes, 0, length, at)
  return bytes.subarray(0, bytesRead)
}

function wholeLines(bytes: Buffer, first: boolean, last: boolean): Buffer {
  const from = first ? 0 : bytes.indexOf(10) + 1
  const to = last ? bytes.length : bytes.lastIndexOf(10) + 1
  // One line longer than the piece: all of it, rather than nothing.
  return to > from ? bytes.subarray(from, to) : first ? bytes : bytes.subarray(0, 0)
}
