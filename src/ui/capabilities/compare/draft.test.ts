import { expect, test } from 'vitest'
import { requestOf } from './draft'

const ref = { schema: 'clean' as const, name: 't' }
const table = { ref, columns: [{ name: 'note', type: 'DOUBLE' }], rows: 3, fingerprint: '' }
const present = { all: [{ column: 'note', op: '>=' as const, values: [10] }] }
const ground = { tables: [table], sources: [], filters: [], present }

test('a filter on prepared values is never asked of the rows as loaded', () => {
  expect(requestOf({ kind: 'recipe', table: 't', filter: 'present' }, ground)).toEqual({
    a: { kind: 'before' },
    b: { kind: 'table', table: ref, filter: present }
  })
  expect(requestOf({ kind: 'recipe', table: 't' }, ground)).toEqual({
    a: { kind: 'before' },
    b: { kind: 'table', table: ref }
  })
})
