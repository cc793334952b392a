import type { Format, LocalizedText } from '../../../contract'
import type { ReadOptions } from '../reader'
import { extractZip, type ExtractOptions } from './extractZip'
import { extractGzip, listGzip } from './gzip'
import type { ArchiveListing } from './members'
import { listZip } from './zip'

export type { ExtractOptions } from './extractZip'
export type { Quota } from './limits'
export type { ArchiveListing, ArchiveMember } from './members'
export { readEntries, withZip } from './zip'
export { zipName } from './zipName'

type ArchiveFormat = Extract<Format, 'zip' | 'gzip'>

/** What an archive holds. `file` is a regular file of ours, `name` what the user calls it. */
export function listArchive(
  format: ArchiveFormat,
  file: string,
  name: string,
  options: ReadOptions = {}
): Promise<ArchiveListing> {
  return format === 'zip' ? listZip(file, name, options.signal) : listGzip(file, name)
}

/** Extracts one member, by its path in the listing, to a new file `to`. Answers its bytes and what there is to say. */
export async function extractMember(
  format: ArchiveFormat,
  file: string,
  name: string,
  path: string,
  to: string,
  options: ExtractOptions = {}
): Promise<{ bytes: number; notes: LocalizedText[] }> {
  if (format === 'gzip') return extractGzip(file, name, to, options)
  return { ...(await extractZip(file, name, path, to, options)), notes: [] }
}
