import { createReadStream } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { RandomAccessReader } from 'yauzl'

const BLOCK = 1 << 20

type Done = (error: Error | null, bytesRead?: number) => void

/**
 * Reads a zip for yauzl in large blocks: it asks for its catalogue a few bytes at a time, which took 10 s for 100,000
 * entries by reads of their own.
 */
export class BlockReader extends RandomAccessReader {
  private block: Buffer = Buffer.alloc(0)
  private from = 0

  private constructor(
    private readonly file: string,
    private readonly handle: FileHandle,
    /** Bytes of the file. */
    readonly size: number
  ) {
    super()
  }

  static async open(file: string): Promise<BlockReader> {
    const handle = await open(file, 'r')
    return new BlockReader(file, handle, (await handle.stat()).size)
  }

  override read(buffer: Buffer, offset: number, length: number, position: number, callback: Done): void {
    if (position >= this.from && position + length <= this.from + this.block.length)
      callback(null, this.block.copy(buffer, offset, position - this.from, position - this.from + length))
    else
      this.load(position, length).then(
        (block) => callback(null, block.copy(buffer, offset, 0, length)),
        (error: Error) => callback(error)
      )
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return createReadStream(this.file, { start, end: end - 1, highWaterMark: 1 << 17 })
  }

  override close(callback: (error: Error | null) => void): void {
    this.handle.close().then(() => callback(null), callback)
  }

  /** Closes the file where no zip was found in it. */
  async dispose(): Promise<void> {
    await this.handle.close()
  }

  private async load(position: number, length: number): Promise<Buffer> {
    const block = Buffer.alloc(Math.max(BLOCK, length))
    const { bytesRead } = await this.handle.read(block, 0, block.length, position)
    this.block = block.subarray(0, bytesRead)
    this.from = position
    return this.block
  }
}
