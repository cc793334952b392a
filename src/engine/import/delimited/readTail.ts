import type { FileHandle } from 'node:fs/promises'
import { decodeAll } from './text/decoder'
import { mendText } from './text/openMender'
import type { EncodingVerdict } from './text/scanEncoding'

/** The end of a file as its reader sees it, and the byte that it begins at: amid a line, where that is not the first of the text. */
export interface Tail {
  text: string
  from: number
  whole: boolean
}

/** Reads the last so many bytes of a text file, or all of it; no character of several bytes is cut. */
export async function readTail(
  file: FileHandle,
  size: number,
  most: number,
  { encoding, bom }: Pick<EncodingVerdict, 'encoding' | 'bom'>,
  dialect: Parameters<typeof mendText>[1]
): Promise<Tail> {
  const unit = encoding.startsWith('utf-16') ? 2 : encoding.startsWith('utf-32') ? 4 : 1
  const whole = size <= most
  const from = whole ? bom : Math.floor((size - most) / unit) * unit
  const bytes = Buffer.alloc(size - from)
  const { bytesRead } = await file.read(bytes, 0, bytes.length, from)
  return { text: mendText(decodeAll(bytes.subarray(0, bytesRead), encoding), dialect), from, whole }
}
