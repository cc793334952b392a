import { expect, test } from 'vitest'
import { codesText, readCodes } from './codes-text'

test('codes are typed one a line; what has no meaning is left out, what is no code is told', () => {
  const codes = [
    { code: '1', meaning: 'oui = toujours' },
    { code: '', meaning: 'sans réponse' },
    { code: '<=5', meaning: 'au plus 5' }
  ]
  expect(readCodes(codesText(codes))).toEqual({ codes, bad: null })
  expect(readCodes('1 = oui\n2 =\n\ntrois\n')).toEqual({ codes: [{ code: '1', meaning: 'oui' }], bad: 'trois' })
})
