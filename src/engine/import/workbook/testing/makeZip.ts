import { crc32, deflateRawSync } from 'node:zlib'

export interface MadeMember {
  name: string
  data: Buffer | string
  stored?: boolean
  /** Bytes already deflated, where `data` is only what they are said to hold. */
  deflated?: Buffer
  crc?: number
  claimed?: number
  flags?: number
}

/** An archive of these members, written by hand so that a test may lie in it. */
export function makeZip(members: readonly MadeMember[]): Buffer {
  const [locals, centrals]: [Buffer[], Buffer[]] = [[], []]
  let offset = 0
  for (const member of members) {
    const { local, central } = headers(member, offset)
    locals.push(local)
    centrals.push(central)
    offset += local.length
  }
  const directory = Buffer.concat(centrals)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}

function headers(member: MadeMember, offset: number): { local: Buffer; central: Buffer } {
  const data = Buffer.from(member.data as string)
  const body = member.deflated ?? (member.stored ? data : deflateRawSync(data))
  const name = Buffer.from(member.name)
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(member.flags ?? 0x800, 2)
  common.writeUInt16LE(member.stored ? 0 : 8, 4)
  common.writeUInt32LE(member.crc ?? crc32(data), 10)
  common.writeUInt32LE(body.length, 14)
  common.writeUInt32LE(member.claimed ?? data.length, 18)
  common.writeUInt16LE(name.length, 22)
  const local = Buffer.concat([le32(0x04034b50), common, name, body])
  const central = Buffer.concat([le32(0x02014b50), le16(20), common, Buffer.alloc(10), le32(offset), name])
  return { local, central }
}

function le32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function le16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}
