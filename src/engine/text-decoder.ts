/** Reads whole texts of one encoding, `encoding` being its standard name. */
export interface WholeTexts {
  readonly encoding: string
  decode(bytes: Uint8Array): string
}

/**
 * Reads texts in an encoding of the Encoding Standard, by any label of it; throws a RangeError where there is none. Several releases of
 * Node read the bytes 80 to 9F of Windows-1252 as Latin-1 has them, unless they come as a stream (nodejs/node#56542).
 */
export function textDecoder(label: string, options: TextDecoderOptions = {}): WholeTexts {
  const decoder = new TextDecoder(label, options)
  return {
    encoding: decoder.encoding,
    decode: (bytes) => decoder.decode(bytes, { stream: true }) + decoder.decode()
  }
}
