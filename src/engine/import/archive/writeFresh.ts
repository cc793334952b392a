import { open, rm } from 'node:fs/promises'
import { cancelled, ChantierError, fail } from '../../errors'

/**
 * Writes pieces to a file that must not exist yet, readable by the user alone; on any error it is removed again. Errors
 * that are no messages yet are put in words by `say`.
 */
export async function writeFresh(
  to: string,
  pieces: AsyncIterable<Buffer>,
  say: (cause: unknown) => Error,
  signal?: AbortSignal
): Promise<void> {
  const handle = await open(to, 'wx', 0o600)
  try {
    try {
      for await (const piece of pieces) await writeAll(handle, piece)
    } finally {
      await handle.close()
    }
  } catch (error) {
    await rm(to, { force: true })
    if (signal?.aborted) throw cancelled()
    throw error instanceof ChantierError ? error : isDisk(error) ? diskFailed(error) : say(error)
  }
}

async function writeAll(handle: Awaited<ReturnType<typeof open>>, piece: Buffer): Promise<void> {
  for (let at = 0; at < piece.length;) at += (await handle.write(piece, at, piece.length - at)).bytesWritten
}

function isDisk(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^E(?:NOSPC|DQUOT|IO|ROFS|FBIG)$/.test(String(error.code))
}

function diskFailed(cause: unknown): Error {
  return fail(
    'limit',
    {
      fr: 'Le disque n’a pas pu recevoir les données décompressées.',
      en: 'The disk could not take the unpacked data.'
    },
    { cause, hint: { fr: 'Libérez de la place, puis recommencez.', en: 'Free some room, then try again.' } }
  )
}
