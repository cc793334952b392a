import type { ReadOptions } from '../../reader'

/** Tells progress by the compressed bytes read of a file, never beyond its size. */
export function countRead(size: number, { onProgress }: ReadOptions): (bytes: number) => void {
  let done = 0
  return (bytes) => {
    done = Math.min(size, done + bytes)
    onProgress?.(done, size)
  }
}
