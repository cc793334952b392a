import type { Entry } from 'yauzl'
import { fail } from '../../errors'

const LOCAL_HEADER = 30

/**
 * Refuses a zip whose entries share bytes: nothing but a bomb is written so (Fifield, "A better zip bomb", 2019). Each
 * entry takes at least its local header, its name and its packed bytes.
 */
export function checkOverlap(entries: readonly Entry[], name: string): void {
  const places = entries
    .map((entry) => ({
      from: entry.relativeOffsetOfLocalHeader,
      to: entry.relativeOffsetOfLocalHeader + LOCAL_HEADER + entry.fileNameLength + entry.compressedSize
    }))
    .sort((a, b) => a.from - b.from)
  for (const [at, place] of places.entries()) {
    if (place.from >= (places[at - 1]?.to ?? 0)) continue
    throw fail(
      'refused',
      {
        fr: `Dans « ${name} », des fichiers se recouvrent, comme dans une archive piégée.`,
        en: `In “${name}”, files lie over one another, as in a zip bomb.`
      },
      {
        place: { file: name, offset: place.from },
        hint: {
          fr: 'N’ouvrez pas cette archive ; demandez les données à qui les a produites.',
          en: 'Do not open this archive; ask whoever made the data for them.'
        }
      }
    )
  }
}
