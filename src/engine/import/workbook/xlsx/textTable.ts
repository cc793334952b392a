const BLOCK = 4 * 1024 * 1024
const CACHED = 65_536

/**
 * Texts by number, kept as UTF-8 outside the JavaScript heap: millions of them cost their bytes and 8 more each. The
 * first 65,536, which repeated texts share, are decoded once.
 */
export class TextTable {
  private readonly blocks: Buffer[] = []
  /** Where each text starts, as block × BLOCK + place in it; a block longer than BLOCK holds one text, at 0. */
  private starts = new Float64Array(1024)
  private lengths = new Uint32Array(1024)
  private used = BLOCK
  private readonly cache: string[] = []
  size = 0
  bytes = 0

  add(text: string): void {
    const length = Buffer.byteLength(text)
    if (this.used + length > BLOCK) {
      this.blocks.push(Buffer.allocUnsafeSlow(Math.max(BLOCK, length)))
      this.used = 0
    }
    if (this.size === this.starts.length) this.grow()
    const block = this.blocks[this.blocks.length - 1]
    block?.write(text, this.used)
    this.starts[this.size] = (this.blocks.length - 1) * BLOCK + this.used
    this.lengths[this.size] = length
    this.used += length
    this.bytes += length
    this.size += 1
  }

  /** Null where no text has this number. */
  get(number: number): string | null {
    if (!(number >= 0 && number < this.size) || !Number.isInteger(number)) return null
    const known = this.cache[number]
    if (known !== undefined) return known
    const start = this.starts[number] ?? 0
    const block = this.blocks[Math.floor(start / BLOCK)]
    const from = start % BLOCK
    const text = block?.toString('utf8', from, from + (this.lengths[number] ?? 0)) ?? ''
    if (number < CACHED) this.cache[number] = text
    return text
  }

  private grow(): void {
    const starts = new Float64Array(this.size * 2)
    starts.set(this.starts)
    const lengths = new Uint32Array(this.size * 2)
    lengths.set(this.lengths)
    this.starts = starts
    this.lengths = lengths
  }
}
