import { fail } from '../errors'
import { endIsRead, type DirectRead, type ReadTuning } from '../import'

interface Refused {
  path: string
  direct: DirectRead
  tuning: ReadTuning
}

/** Refuses, as DuckDB does elsewhere in a file, the record too long for its reader that stands last: it would be left out silently. */
export async function refuseCutEnd({ path, direct, tuning }: Refused): Promise<void> {
  if (await endIsRead(path, direct, tuning)) return
  throw fail('input', {
    fr: 'Le dernier enregistrement du fichier est trop long.',
    en: 'The last record of the file is too long.'
  })
}
