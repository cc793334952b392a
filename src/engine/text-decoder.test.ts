import { expect, test } from 'vitest'
import { textDecoder } from './text-decoder'

test.each(['windows-1252', 'latin1', 'cp1252'])('%s has its marks where Latin-1 has controls', (label) => {
  const bytes = Buffer.from([0x43, 0x9c, 0x75, 0x72, 0x20, 0x96, 0x20, 0x35, 0x80, 0x92, 0x81])
  expect(textDecoder(label).decode(bytes)).toBe('Cœur – 5€’\u0081')
  expect(textDecoder(label, { ignoreBOM: true }).decode(Buffer.from([0xff, 0xfe, 0x80]))).toBe('ÿþ€')
})

test('other encodings stay lenient, and an unknown one is refused', () => {
  expect(textDecoder('utf-8').decode(Buffer.from([0xe9, 0x41]))).toBe('\ufffdA')
  expect(() => textDecoder('klingon')).toThrow(RangeError)
})
