import { crc32, deflateRawSync } from 'node:zlib'

/** One entry of a zip made for a test; everything can be made to lie. */
export interface FixtureEntry {
  name: string | Buffer
  content?: string | Buffer
  /** 0 stored, 8 deflated. */
  method?: number
  flags?: number
  madeBy?: number
  /** Unix mode. */
  mode?: number
  size?: number
  crc?: number
  /** Packed bytes instead of the content's own. */
  packed?: Buffer
  /** Where the catalogue says that it lies. */
  offset?: number
}

/** Writes a zip by hand (APPNOTE 6.3.10), as no library would. */
export function zipBytes(entries: readonly FixtureEntry[], claims: { count?: number } = {}): Buffer {
  const locals: Buffer[] = []
  const catalogue: Buffer[] = []
  let at = 0
  for (const entry of entries) {
    const name = Buffer.isBuffer(entry.name) ? entry.name : Buffer.from(entry.name)
    const content = Buffer.from(entry.content ?? '')
    const method = entry.method ?? 8
    const packed = entry.packed ?? (method === 8 ? deflateRawSync(content) : content)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(entry.flags ?? 0x800, 2)
    head.writeUInt16LE(method, 4)
    head.writeUInt32LE(entry.crc ?? crc32(content), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(entry.size ?? content.length, 18)
    head.writeUInt16LE(name.length, 22)
    const central = Buffer.alloc(16)
    central.writeUInt32LE(((entry.mode ?? 0) << 16) >>> 0, 6)
    central.writeUInt32LE(entry.offset ?? at, 10)
    const madeBy = Buffer.from([20, entry.madeBy ?? 3])
    locals.push(Buffer.from('PK\x03\x04'), head, name, packed)
    catalogue.push(Buffer.from('PK\x01\x02'), madeBy, head, central.subarray(0, 14), name)
    at += 30 + name.length + packed.length
  }
  const list = Buffer.concat(catalogue)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(claims.count ?? entries.length, 8)
  end.writeUInt16LE(claims.count ?? entries.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, list, end])
}
