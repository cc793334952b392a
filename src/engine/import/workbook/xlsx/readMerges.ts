import { throwIfCancelled } from '../../../errors'
import type { Merge } from '../sheet'
import type { XmlOptions } from '../xml/readXml'
import type { Zip, ZipMember } from '../zip/openZip'
import { rangeOf } from './cellRef'

const MAX_MERGES = 1_000_000
/** Longer than any tag looked for. */
const OVERLAP = 200
const TAG = /<(?:\w+:)?mergeCell\s[^<>]{0,100}?ref="([A-Za-z0-9:$]{2,40})"/g

/**
 * The merged cells of a sheet before its rows are read. They stand behind the rows, so all of it is inflated, but only
 * looked through for their tags. Sheets in UTF-16, which nobody writes, tell none here.
 */
export async function readMerges(zip: Zip, member: ZipMember, { signal }: XmlOptions): Promise<Merge[]> {
  const merges: Merge[] = []
  let tail = Buffer.alloc(0)
  for await (const chunk of zip.chunks(member)) {
    throwIfCancelled(signal)
    const seen = Buffer.concat([tail, chunk])
    let kept = Math.max(0, seen.length - OVERLAP)
    if (seen.includes('mergeCell')) {
      const text = seen.toString('latin1')
      for (const match of text.matchAll(TAG)) {
        const range = rangeOf(match[1] ?? '')
        if (range && merges.length < MAX_MERGES) merges.push(range)
        kept = Math.max(kept, match.index + match[0].length)
      }
    }
    tail = Buffer.from(seen.subarray(kept))
  }
  return merges
}
