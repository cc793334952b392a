import type { Entry } from 'yauzl'

/** One member of the archive, by its name with slashes. */
export interface ZipMember {
  name: string
  compressed: number
  /** As the archive claims; nothing is bounded by it. */
  claimed: number
  entry: Entry
}
