import type { FileHandle } from 'node:fs/promises'

const END = 0xfffffffa
const MAX_SECTORS = 4_096
const ENTRY = 128

/**
 * The names of the streams in an OLE compound file (MS-CFB), read from its directory alone. Chains are followed for a
 * bounded number of sectors; what cannot be followed tells no names.
 */
export async function oleNames(file: FileHandle): Promise<Set<string>> {
  const names = new Set<string>()
  const head = Buffer.alloc(512)
  if ((await file.read(head, 0, 512, 0)).bytesRead < 512) return names
  const size = 1 << head.readUInt16LE(30)
  if (size !== 512 && size !== 4096) return names
  const at = (sector: number): number => (sector + 1) * size
  let sector = head.readUInt32LE(48)
  const block = Buffer.alloc(size)
  for (let i = 0; i < MAX_SECTORS && sector < END; i++) {
    if ((await file.read(block, 0, size, at(sector))).bytesRead < ENTRY) break
    for (let entry = 0; entry + ENTRY <= size; entry += ENTRY) {
      const length = block.readUInt16LE(entry + 64)
      if (length >= 2 && length <= 64) names.add(block.toString('utf16le', entry, entry + length - 2))
    }
    sector = await nextSector(file, head, size, sector)
  }
  return names
}

/** Whether a file begins as a compound file. */
export async function isOle(file: FileHandle): Promise<boolean> {
  const head = Buffer.alloc(8)
  await file.read(head, 0, 8, 0)
  return head.equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))
}

/** Whether a compound file goes on in sectors beyond its end, by the tables named in its head: it was cut. */
export async function isCutOle(file: FileHandle): Promise<boolean> {
  const { size: bytes } = await file.stat()
  const head = Buffer.alloc(512)
  if ((await file.read(head, 0, 512, 0)).bytesRead < 512) return true
  const size = 1 << head.readUInt16LE(30)
  if (size !== 512 && size !== 4096) return false
  const table = Buffer.alloc(size)
  for (let index = 0; index < 109; index++) {
    const sector = head.readUInt32LE(76 + index * 4)
    if (sector >= END) continue
    if ((await file.read(table, 0, size, (sector + 1) * size)).bytesRead < size) return true
    for (let entry = 0; entry < size; entry += 4) {
      const next = table.readUInt32LE(entry)
      if (next < END && (next + 1) * size >= bytes) return true
    }
  }
  return false
}

async function nextSector(file: FileHandle, head: Buffer, size: number, sector: number): Promise<number> {
  const perTable = size / 4
  const table = Math.floor(sector / perTable)
  // Only the tables named in the head: directories stand early in all but enormous files.
  if (table >= 109) return END
  const tableSector = head.readUInt32LE(76 + table * 4)
  if (tableSector >= END) return END
  const word = Buffer.alloc(4)
  const { bytesRead } = await file.read(word, 0, 4, (tableSector + 1) * size + (sector % perTable) * 4)
  return bytesRead === 4 ? word.readUInt32LE(0) : END
}
