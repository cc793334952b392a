import { expect, test } from 'vitest'
import { encodingName } from './encoding-names'

test.each([
  ['utf-8', 'UTF-8'],
  ['UTF-8', 'UTF-8'],
  ['windows-1252', 'Windows-1252'],
  ['macintosh', 'MacRoman'],
  ['utf-16le', 'UTF-16 LE'],
  ['big5', 'BIG5'],
  ['utf-8, windows-1252', 'UTF-8, Windows-1252'],
  ['mixed', 'UTF-8 et Windows-1252 mêlés'],
  ['', '']
])('%s is written %s', (label, name) => {
  expect(encodingName(label).fr).toBe(name)
})
