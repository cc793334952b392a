import type { Entry, ZipFile } from 'yauzl'
import { ChantierError } from '../../../errors'
import * as archive from '../../archive'
import { nameOf } from '../../foreign-file'
import type { ReadOptions } from '../../reader'
import { corrupt, encrypted, hostile } from '../refusals'
import type { ZipMember } from './zipMember'

export type { ZipMember }

/** An archive whose catalogue was checked; nothing of it is ever written to disk. */
export interface Zip {
  file: string
  size: number
  members: readonly ZipMember[]
  /** Names that would leave a folder, and so were passed over. */
  unsafe: readonly string[]
  find(name: string): ZipMember | null
  /** The bytes of a member, inflated in pieces and counted; `onRead` is told of compressed bytes. */
  chunks(member: ZipMember, onRead?: (bytes: number) => void): AsyncGenerator<Buffer>
  close(): void
}

const MAX_MEMBERS = 20_000
/** A member is read into the parts of a workbook, not onto the disk. */
const MAX_INFLATED = 2 * 1024 ** 3

/**
 * Opens a package as any archive is, with less patience: refused are also more than 20,000 members, two members of the same
 * name (case apart, as packages compare names), and encrypted members.
 */
export async function openZip(file: string, options: ReadOptions = {}): Promise<Zip> {
  const name = nameOf(file, options)
  const zip = await archive.openZip(file, name)
  try {
    const entries = await archive.readEntries(zip, name, options.signal, MAX_MEMBERS)
    const { members, unsafe, byName } = catalogueOf(entries, file)
    archive.checkOverlap(entries, name)
    return {
      file,
      size: zip.fileSize,
      members,
      unsafe,
      find: (wanted) => byName.get(wanted.toLowerCase()) ?? null,
      chunks: (member, onRead) => chunksOf(zip, name, member, onRead),
      close: () => zip.close()
    }
  } catch (error) {
    zip.close()
    throw error instanceof ChantierError
      ? error
      : corrupt(file, 'son catalogue est illisible', 'its catalogue is unreadable', error)
  }
}

function catalogueOf(
  entries: readonly Entry[],
  file: string
): { members: ZipMember[]; unsafe: string[]; byName: Map<string, ZipMember> } {
  const members: ZipMember[] = []
  const unsafe: string[] = []
  const byName = new Map<string, ZipMember>()
  for (const entry of entries) {
    // Some writers of workbooks part folders with backslashes.
    const name = archive.zipName(entry).replaceAll('\\', '/')
    if (name === '' || archive.pathRefusal(name)) {
      unsafe.push(name.slice(0, 200))
      continue
    }
    if (name.endsWith('/')) continue
    if (entry.isEncrypted()) throw encrypted(file)
    const member = { name, compressed: entry.compressedSize, claimed: entry.uncompressedSize, entry }
    const key = name.toLowerCase()
    if (byName.has(key))
      throw hostile(file, `deux éléments s’appellent « ${name} »`, `two members are called “${name}”`)
    byName.set(key, member)
    members.push(member)
  }
  return { members, unsafe, byName }
}

function chunksOf(
  zip: ZipFile,
  name: string,
  member: ZipMember,
  onRead?: (bytes: number) => void
): AsyncGenerator<Buffer> {
  const gauge = new archive.Gauge({ ...archive.QUOTA, bytes: MAX_INFLATED }, null, `${name} › ${member.name}`)
  let told = 0
  return archive.inflateMember(zip, name, { path: member.name, entry: member.entry }, gauge, (done) => {
    onRead?.(done - told)
    told = done
  })
}
