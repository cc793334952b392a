/** Decodes UTF-32 piece by piece; a unit that is no character becomes U+FFFD and is counted, bytes left over too. */
export class Utf32Decoder {
  undecodable = 0
  private rest: Buffer = Buffer.alloc(0)
  private begun = false

  constructor(private readonly littleEndian: boolean) {}

  write(chunk: Buffer): string {
    const bytes = this.rest.length ? Buffer.concat([this.rest, chunk]) : chunk
    const size = bytes.length - (bytes.length % 4)
    this.rest = Buffer.from(bytes.subarray(size))
    const parts: string[] = []
    for (let i = 0; i < size; i += 4) {
      const code = this.littleEndian ? bytes.readUInt32LE(i) : bytes.readUInt32BE(i)
      const valid = code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
      if (!valid) this.undecodable += 1
      if (this.begun || code !== 0xfeff) parts.push(valid ? String.fromCodePoint(code) : '\ufffd')
      this.begun = true
    }
    return parts.join('')
  }

  end(): string {
    if (!this.rest.length) return ''
    this.rest = Buffer.alloc(0)
    this.undecodable += 1
    return '\ufffd'
  }
}
