import { expect, test } from 'vitest'
import { frenchSpaces } from './typography'

test.each([
  ['« wifi » : 12 % ; vraiment ?', '«\u00a0wifi\u00a0»\u00a0: 12\u202f% ; vraiment\u202f?'.replace(' ;', '\u202f;')],
  ['rien à changer, ici.', 'rien à changer, ici.'],
  ['http://exemple.fr et 12:30', 'http://exemple.fr et 12:30'],
  ['SELECT a ::VARCHAR', 'SELECT a ::VARCHAR']
])('%s', (plain, shown) => {
  expect(frenchSpaces(plain)).toBe(shown)
})
