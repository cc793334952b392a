import { describe, expect, it } from 'vitest'
import { unpackZstd } from './codecs'
import { unpackLz4 } from './lz4'
import { lz4Frame } from './testing/packers'

const TEXT = `${'Chantier '.repeat(40)}fin`
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString()
const base64 = (bytes: string): Uint8Array => new Uint8Array(Buffer.from(bytes, 'base64'))
/** Written by the reference libraries. */
const LZ4 = base64('BCJNGGBAghQAAACfQ2hhbnRpZXIgCQD/S1ByIGZpbgAAAAA=')
const ZSTD = base64('KLUv/WBrAJ0AAGBDaGFudGllciBmaW4BAFxUyxE=')

describe('an LZ4 frame', () => {
  it('is unpacked', () => expect(text(unpackLz4(LZ4, TEXT.length))).toBe(TEXT))

  it('may repeat what it just wrote', () => {
    // One literal, then five bytes from one back: "aaaaaa"; then a literal.
    expect(text(unpackLz4(lz4Frame(Buffer.of(0x11, 97, 1, 0, 0x10, 98)), 7))).toBe('aaaaaab')
  })

  it.each<[string, Uint8Array, number]>([
    ['another size', LZ4, TEXT.length - 1],
    ['a larger size', LZ4, TEXT.length + 1],
    ['a cut frame', LZ4.subarray(0, 30), TEXT.length],
    ['another magic', base64('BSJNGGBAghQAAACf'), 10],
    ['a match before the start', lz4Frame(Buffer.of(0x11, 97, 2, 0, 0x10, 98)), 7],
    ['a match of no distance', lz4Frame(Buffer.of(0x11, 97, 0, 0, 0x10, 98)), 7],
    ['literals beyond the block', lz4Frame(Buffer.of(0xf0, 255, 97)), 300]
  ])('is refused with %s', (_what, frame, size) => expect(() => unpackLz4(frame, size)).toThrow())
})

describe('a Zstandard frame', () => {
  it('is unpacked', () => expect(text(unpackZstd(ZSTD, TEXT.length))).toBe(TEXT))

  it.each<[string, Uint8Array, number]>([
    ['another size', ZSTD, TEXT.length - 1],
    ['a larger size', ZSTD, TEXT.length + 1],
    ['a cut frame', ZSTD.subarray(0, 20), TEXT.length],
    ['a window of gigabytes', base64('KLUv/QCoAAAA'), 10]
  ])('is refused with %s', (_what, frame, size) => expect(() => unpackZstd(frame, size)).toThrow())
})
