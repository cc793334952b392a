/** Turns bytes into text, chunk by chunk; a BOM is dropped; `undecodable` counts U+FFFD put in place of bytes. */
export interface TextStream {
  write(chunk: Buffer): string
  end(): string
  /** Bytes (or code units) that have no character in the encoding; each became U+FFFD. */
  readonly undecodable: number
  /** Bytes of a mixed file that were not UTF-8 and were read as Windows-1252. */
  readonly fallbackBytes: number
}
