import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { Choices } from '../../../contract'
import { inspectOpen, type Inspection } from './inspect'

/** What one pass over a file's bytes and a look at its samples tell: its identity, and how to load it. */
export interface Survey extends Inspection {
  sha256: string
  size: number
}

export interface SurveyOptions {
  signal?: AbortSignal
  onProgress?: (done: number, total: number) => void
  choices?: Choices
}

/** Inspects a file and takes its SHA-256 in the same pass. */
export async function survey(path: string, { signal, onProgress, choices }: SurveyOptions = {}): Promise<Survey> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const hash = createHash('sha256')
    let done = 0
    const inspection = await inspectOpen(
      file,
      size,
      signal,
      (chunk) => {
        hash.update(chunk)
        done += chunk.length
        onProgress?.(done, size)
      },
      choices
    )
    return { ...inspection, sha256: hash.digest('hex'), size }
  } finally {
    await file.close()
  }
}
