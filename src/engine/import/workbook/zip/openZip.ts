import { stat } from 'node:fs/promises'
import { openPromise, type ZipFile } from 'yauzl'
import { ChantierError, throwIfCancelled } from '../../../errors'
import { corrupt, encrypted, hostile, tooMuch } from '../refusals'
import { inflateEntry } from './inflateEntry'
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

/**
 * Opens an archive by its central directory. Refused: more than 20,000 members, members that share bytes, two members
 * of the same name (case apart, as packages compare names), encrypted members.
 */
export async function openZip(file: string, signal?: AbortSignal): Promise<Zip> {
  const { size } = await stat(file)
  const archive = await openArchive(file)
  try {
    if (archive.entryCount > MAX_MEMBERS)
      throw tooMuch(
        file,
        `${archive.entryCount} éléments dans l’archive, ${MAX_MEMBERS} au plus`,
        `${archive.entryCount} members in the archive, ${MAX_MEMBERS} at most`
      )
    const { members, unsafe, byName } = await readCatalogue(archive, file, signal)
    return {
      file,
      size,
      members,
      unsafe,
      find: (name) => byName.get(name.toLowerCase()) ?? null,
      chunks: (member, onRead) => inflateEntry(archive, member, file, onRead),
      close: () => archive.close()
    }
  } catch (error) {
    archive.close()
    throw error instanceof ChantierError
      ? error
      : corrupt(file, 'son catalogue est illisible', 'its catalogue is unreadable', error)
  }
}

async function openArchive(file: string): Promise<ZipFile> {
  try {
    return await openPromise(file, { lazyEntries: true, autoClose: false, decodeStrings: false })
  } catch (error) {
    throw corrupt(file, 'l’archive est incomplète', 'the archive is incomplete', error)
  }
}

async function readCatalogue(
  archive: ZipFile,
  file: string,
  signal: AbortSignal | undefined
): Promise<{ members: ZipMember[]; unsafe: string[]; byName: Map<string, ZipMember> }> {
  const members: ZipMember[] = []
  const unsafe: string[] = []
  const byName = new Map<string, ZipMember>()
  for await (const entry of archive.eachEntry()) {
    throwIfCancelled(signal)
    const name = entry.fileNameRaw.toString('utf8').replaceAll('\\', '/')
    if (!isSafe(name)) {
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
  checkOverlap(members, file)
  return { members, unsafe, byName }
}

/** Fifield's bomb has many members over the same compressed bytes. */
function checkOverlap(members: readonly ZipMember[], file: string): void {
  const HEADER = 30
  const sorted = [...members].sort((a, b) => a.entry.relativeOffsetOfLocalHeader - b.entry.relativeOffsetOfLocalHeader)
  let end = 0
  for (const { entry } of sorted) {
    if (entry.relativeOffsetOfLocalHeader < end)
      throw hostile(file, 'des éléments de l’archive se recouvrent', 'members of the archive overlap')
    end = entry.relativeOffsetOfLocalHeader + HEADER + entry.fileNameLength + entry.compressedSize
  }
}

function isSafe(name: string): boolean {
  return (
    name !== '' &&
    !name.includes('\0') &&
    !name.startsWith('/') &&
    !/^[a-z]:/i.test(name) &&
    !name.split('/').includes('..')
  )
}
