import type { Format, LocalizedText } from '../../../contract'
import { fail } from '../../errors'
import type { ReadOptions } from '../reader'
import { extractZip, type ExtractOptions } from './extractZip'
import { extractGzip, listGzip } from './gzip'
import type { ArchiveMember } from './members'
import { openZip, readMembers } from './zip'

/** An open archive. Whoever opened it closes it. */
export interface Archive {
  /** What it holds in its order, folders and the traces of file managers left out; what cannot be loaded says why. */
  members: readonly ArchiveMember[]
  /** Extracts a member to the new file `to`, streaming; answers its bytes and what there is to say. */
  extract(path: string, to: string, options?: ExtractOptions): Promise<{ bytes: number; notes: LocalizedText[] }>
  close(): void
}

/**
 * Opens a zip or a gzip file by its catalogue. `file` is a regular file of ours, `name` what the user calls it. Throws a
 * ChantierError where it is damaged, or made to harm: files that lie over one another, more than 100,000 of them.
 */
export function openArchive(
  format: Extract<Format, 'zip' | 'gzip'>,
  file: string,
  name: string,
  options: ReadOptions = {}
): Promise<Archive> {
  return format === 'zip' ? openZipArchive(file, name, options) : openGzipArchive(file, name)
}

async function openZipArchive(file: string, name: string, { signal }: ReadOptions): Promise<Archive> {
  const zip = await openZip(file, name)
  try {
    const members = await readMembers(zip, name, signal)
    const byPath = new Map(members.map((member) => [member.path, member]))
    return {
      members: members.map(({ path, size, packed, refusal }) => ({ path, size, packed, refusal })),
      extract: async (path, to, more) => {
        const member = byPath.get(path)
        if (!member) throw notFound(name, path)
        return { bytes: await extractZip(zip, name, member, to, more), notes: [] }
      },
      close: () => zip.close()
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

async function openGzipArchive(file: string, name: string): Promise<Archive> {
  const members = await listGzip(file, name)
  return {
    members,
    extract: async (path, to, more) => {
      if (path !== members[0]?.path) throw notFound(name, path)
      return extractGzip(file, name, to, more)
    },
    close: () => undefined
  }
}

function notFound(name: string, path: string): Error {
  return fail(
    'not_found',
    { fr: `« ${name} » ne contient pas « ${path} ».`, en: `“${name}” does not hold “${path}”.` },
    { place: { file: name }, hint: { fr: 'Choisissez un de ses fichiers.', en: 'Choose one of its files.' } }
  )
}
