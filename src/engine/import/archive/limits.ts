import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fail, throwIfCancelled } from '../../errors'

/** What may be written when an archive is unpacked, in bytes. */
export interface Quota {
  /** At most so many bytes a member. */
  bytes: number
  /** How many times larger than its packed form a member may be, once `from` bytes were written. */
  ratio: number
  from: number
  /** Pieces behind one another in a gzip file; beyond, only where they hold 16 KiB on average, as those of bgzip do. */
  members: number
  /** Room left on the disk, always. */
  spare: number
  /** Bytes free where a file is written. */
  free: (folder: string) => Promise<number>
}

const GIB = 1024 ** 3
const CHECK = 64 * 1024 * 1024
const FAIR_MEMBER = 16 * 1024

export const QUOTA: Quota = {
  bytes: 20 * GIB,
  ratio: 200,
  from: 100_000_000,
  members: 100_000,
  spare: GIB,
  free: async (folder) => {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  }
}

/**
 * Counts what is really unpacked, whatever the archive claims, and stops a bomb before it fills the disk: a member beyond
 * the quota, one that swells beyond the ratio, or a disk nearly full.
 */
export class Gauge {
  written = 0
  private checked = -Infinity

  constructor(
    private readonly quota: Quota,
    /** Where it is written; null where it is only read. */
    private readonly to: string | null,
    private readonly name: string,
    private readonly signal?: AbortSignal
  ) {}

  /** Accounts for bytes about to be written; `packed` are the bytes read for them so far. */
  async take(bytes: number, packed: number): Promise<void> {
    throwIfCancelled(this.signal)
    this.written += bytes
    const { quota } = this
    if (this.written > quota.bytes) throw tooLarge(this.name, quota.bytes)
    if (this.written > quota.from && this.written > quota.ratio * Math.max(1, packed))
      throw bomb(this.name, quota.ratio)
    if (this.to === null || this.written - this.checked < CHECK) return
    this.checked = this.written
    if ((await quota.free(dirname(this.to))) < quota.spare + bytes) throw full(this.name)
  }

  /** Stops at a file of countless tiny pieces, each of which costs time. */
  checkMembers(members: number): void {
    if (members >= this.quota.members && this.written < members * FAIR_MEMBER)
      throw tooMany(this.name, this.quota.members)
  }
}

function tooMany(name: string, members: number): Error {
  return fail(
    'limit',
    {
      fr: `« ${name} » est fait de plus de ${members} petits morceaux compressés : la lecture s’est arrêtée.`,
      en: `“${name}” is made of more than ${members} small compressed pieces: reading has stopped.`
    },
    {
      place: { file: name },
      hint: {
        fr: 'Si vous connaissez ce fichier, décompressez-le vous-même, puis chargez le résultat.',
        en: 'If you know this file, unpack it yourself, then load the result.'
      }
    }
  )
}

function tooLarge(name: string, bytes: number): Error {
  const size = Math.round(bytes / GIB)
  return fail(
    'limit',
    {
      fr: `« ${name} » dépasse ${size} Gio une fois décompressé : la lecture s’est arrêtée.`,
      en: `“${name}” is larger than ${size} GiB once unpacked: reading has stopped.`
    },
    {
      place: { file: name },
      hint: { fr: 'Exportez ces données en plusieurs fichiers.', en: 'Export these data as several files.' }
    }
  )
}

function bomb(name: string, ratio: number): Error {
  return fail(
    'refused',
    {
      fr: `« ${name} » grossit plus de ${ratio} fois en se décompressant (bombe de décompression) : la lecture s’est arrêtée.`,
      en: `“${name}” swells more than ${ratio} times when unpacked (decompression bomb): reading has stopped.`
    },
    {
      place: { file: name },
      hint: {
        fr: 'Si vous connaissez ce fichier, décompressez-le vous-même, puis chargez le résultat.',
        en: 'If you know this file, unpack it yourself, then load the result.'
      }
    }
  )
}

function full(name: string): Error {
  return fail(
    'limit',
    {
      fr: `Il ne reste pas assez de place sur le disque pour décompresser « ${name} ».`,
      en: `There is not enough room on the disk to unpack “${name}”.`
    },
    {
      place: { file: name },
      hint: {
        fr: 'Libérez de la place (il doit toujours rester 1 Gio), puis recommencez.',
        en: 'Free some room (1 GiB must always be left), then try again.'
      }
    }
  )
}
