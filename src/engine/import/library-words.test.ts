import { expect, test } from 'vitest'
import { asDamage } from './foreign-file'

const french = (error: unknown): string => asDamage('f', 'DuckDB', error).data.message.fr

test.each([
  [
    'IO Error: Corrupt database file: computed checksum 8 does not match stored checksum 1 in block',
    'somme de contrôle'
  ],
  ['IO Error: Could not read enough bytes from file "/x/y": attempted to read 9 bytes', 'trop tôt'],
  ['Invalid Input Error: Failed to read file: Snappy decompression failure', 'ne se décompressent pas'],
  ['Invalid Error: TProtocolException: Invalid data', 'description de ses colonnes'],
  ['database disk image is malformed', 'structure de la base'],
  ['malformed database schema (k) - orphan index', 'structure de la base']
])('%s is told in French', (words, meaning) => {
  expect(french(new Error(words))).toContain(`(${meaning}`.slice(1))
  expect(french(new Error(words))).not.toContain('Error')
})

test('a stumble of a library is no news to the user, other words are said to be English', () => {
  expect(french(new TypeError("Cannot read properties of null (reading 'length')"))).toContain('ses parties')
  expect(french(new Error('bad luck at "/tmp/x"'))).toContain('message du lecteur, en anglais : « bad luck at f »')
  expect(asDamage('f', 'DuckDB', new Error('bad luck')).data.message.en).toContain('(bad luck)')
})
