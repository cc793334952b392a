import { expect, test } from 'vitest'
import type { FileFacts } from '../../../../contract'
import { faultedFile } from './faulted-file'

const file = (name: string, faultCount?: number): FileFacts => ({
  name,
  size: 1,
  sha256: name,
  format: 'delimited',
  part: [],
  ...(faultCount === undefined
    ? {}
    : { read: { encoding: 'utf-8', undecodableBytes: 0, dialect: null, rowsRead: 9, rowsLoaded: 9, faultCount } })
})

test('lines repaired or set aside are told apart by file, in their order', () => {
  const of = faultedFile([file('a', 2), file('b', 0), file('c', 1)])
  expect([0, 1, 2, 3].map((place) => of?.(place))).toEqual(['a', 'a', 'c', ''])
  expect(faultedFile([file('a', 2)])).toBeNull()
  expect(faultedFile([file('a', 2), file('b')])).toBeNull()
})
