import type { ZipFile } from 'yauzl'
import { fail } from '../../errors'
import type { ReadOptions } from '../reader'
import { inflateMember } from './inflateMember'
import { Gauge, QUOTA, type Quota } from './limits'
import { writeFresh } from './writeFresh'
import { damaged, type ZipMember } from './zip'

/** How a member is extracted. */
export interface ExtractOptions extends ReadOptions {
  quota?: Partial<Quota>
}

/**
 * Extracts one member of an open zip to a new file, streaming; its size and checksum must be those of the catalogue, and
 * what is written is counted against the quota. After an error or a cancel nothing is left behind. Answers its bytes.
 */
export async function extractZip(
  zip: ZipFile,
  name: string,
  member: ZipMember,
  to: string,
  { signal, onProgress, quota }: ExtractOptions = {}
): Promise<number> {
  if (member.refusal) throw refused(name, member)
  const { compressedSize } = member.entry
  const gauge = new Gauge({ ...QUOTA, ...quota }, to, member.path, signal)
  const content = inflateMember(zip, name, member, gauge, (done) => onProgress?.(done, compressedSize))
  await writeFresh(to, content, (cause) => damaged(name, cause), signal)
  return gauge.written
}

function refused(name: string, { path, refusal }: ZipMember): Error {
  return fail(
    'refused',
    { fr: `« ${path} » dans « ${name} » : ${refusal?.fr ?? ''}`, en: `“${path}” in “${name}”: ${refusal?.en ?? ''}` },
    {
      place: { file: name },
      hint: {
        fr: 'Les autres fichiers de l’archive restent lisibles.',
        en: 'The other files of the archive can be read.'
      }
    }
  )
}
