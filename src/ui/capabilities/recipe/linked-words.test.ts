import { expect, test } from 'vitest'
import { namesInWords } from './linked-words'

test('many names are told by the first ones and how many more there are; one more is named itself', () => {
  const names = 'abcdefghij'.split('')
  expect(namesInWords('previewAdded', names)).toEqual(['previewAddedMore', { names: 'a, b, c, d, e', n: '5' }])
  expect(namesInWords('previewAdded', names.slice(0, 6))).toEqual(['previewAdded', { names: 'a, b, c, d, e, f' }])
})
