/**
 * The image of a database with the committed changes of its write-ahead log applied, as SQLite reads them together
 * (https://www.sqlite.org/fileformat2.html#walformat): frames count up to the first whose salt or check sum is wrong, and
 * transactions up to the last that was committed. Null where the bytes are no log of this database.
 */
export function applyWal(database: Buffer, wal: Buffer): { bytes: Buffer; frames: number } | null {
  const log = headerOf(wal)
  if (!log || log.pageSize !== pageSizeOf(database)) return null
  const pages = new Map<number, number>()
  let pending: [page: number, at: number][] = []
  let frames = 0
  let size: number | null = null
  let sum = log.sum
  for (let at = HEADER; at + FRAME + log.pageSize <= wal.length; at += FRAME + log.pageSize) {
    if (wal.readUInt32BE(at + 8) !== log.salts[0] || wal.readUInt32BE(at + 12) !== log.salts[1]) break
    sum = summed(wal, at, at + 8, log.big, sum)
    sum = summed(wal, at + FRAME, at + FRAME + log.pageSize, log.big, sum)
    if (wal.readUInt32BE(at + 16) !== sum[0] || wal.readUInt32BE(at + 20) !== sum[1]) break
    const [page, committed] = [wal.readUInt32BE(at), wal.readUInt32BE(at + 4)]
    if (page === 0) break
    pending.push([page, at + FRAME])
    if (committed === 0) continue
    for (const [number, place] of pending) pages.set(number, place)
    frames += pending.length
    pending = []
    size = committed
  }
  if (size === null) return { bytes: database, frames: 0 }
  return { bytes: withPages(database, wal, { pages, size, pageSize: log.pageSize }), frames }
}

const HEADER = 32
const FRAME = 24
type Sum = readonly [number, number]

interface Log {
  pageSize: number
  salts: readonly [number, number]
  /** Whether its check sums are taken over big-endian words. */
  big: boolean
  sum: Sum
}

function headerOf(wal: Buffer): Log | null {
  if (wal.length < HEADER) return null
  const magic = wal.readUInt32BE(0)
  if (magic >>> 1 !== 0x377f0682 >>> 1 || wal.readUInt32BE(4) !== 3_007_000) return null
  const big = (magic & 1) === 1
  const sum = summed(wal, 0, 24, big, [0, 0])
  if (wal.readUInt32BE(24) !== sum[0] || wal.readUInt32BE(28) !== sum[1]) return null
  return { pageSize: wal.readUInt32BE(8), salts: [wal.readUInt32BE(16), wal.readUInt32BE(20)], big, sum }
}

function summed(bytes: Buffer, from: number, to: number, big: boolean, [first, second]: Sum): Sum {
  for (let at = from; at < to; at += 8) {
    first = (first + (big ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)) + second) >>> 0
    second = (second + (big ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4)) + first) >>> 0
  }
  return [first, second]
}

function pageSizeOf(database: Buffer): number {
  const size = database.length < 18 ? 0 : database.readUInt16BE(16)
  return size === 1 ? 65_536 : size
}

function withPages(
  database: Buffer,
  wal: Buffer,
  { pages, size, pageSize }: { pages: Map<number, number>; size: number; pageSize: number }
): Buffer {
  // A page beyond both files would be empty: no honest log claims one.
  const most = database.length + pages.size * pageSize
  const bytes = Buffer.alloc(Math.min(size * pageSize, most))
  database.copy(bytes)
  for (const [page, at] of pages) if (page <= size) wal.copy(bytes, (page - 1) * pageSize, at, at + pageSize)
  return bytes
}
