/** A write-ahead log with one transaction that makes one image of a database of another (SQLite file format, 4). */
export function writeWal(before: Buffer, after: Buffer, big: boolean): Buffer {
  const pageSize = before.readUInt16BE(16)
  const sums = new CheckSum(big)
  const header = Buffer.alloc(32)
  const words = [big ? 0x377f0683 : 0x377f0682, 3_007_000, pageSize, 1, 0xabcd, 0x1234]
  words.forEach((word, index) => header.writeUInt32BE(word, 4 * index))
  sums.take(header.subarray(0, 24))
  sums.write(header, 24)
  const pages = Array.from({ length: after.length / pageSize }, (_, index) => index).filter((index) => {
    const at = index * pageSize
    return !after.subarray(at, at + pageSize).equals(before.subarray(at, at + pageSize))
  })
  const frames = pages.map((index, place) => {
    const frame = Buffer.alloc(24)
    frame.writeUInt32BE(index + 1, 0)
    frame.writeUInt32BE(place === pages.length - 1 ? after.length / pageSize : 0, 4)
    frame.writeUInt32BE(0xabcd, 8)
    frame.writeUInt32BE(0x1234, 12)
    const page = after.subarray(index * pageSize, (index + 1) * pageSize)
    sums.take(frame.subarray(0, 8))
    sums.take(page)
    sums.write(frame, 16)
    return Buffer.concat([frame, page])
  })
  return Buffer.concat([header, ...frames])
}

class CheckSum {
  private first = 0
  private second = 0

  constructor(private readonly big: boolean) {}

  take(bytes: Buffer): void {
    const word = (at: number): number => (this.big ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at))
    for (let at = 0; at < bytes.length; at += 8) {
      this.first = (this.first + word(at) + this.second) % 2 ** 32
      this.second = (this.second + word(at + 4) + this.first) % 2 ** 32
    }
  }

  write(into: Buffer, at: number): void {
    into.writeUInt32BE(this.first, at)
    into.writeUInt32BE(this.second, at + 4)
  }
}
