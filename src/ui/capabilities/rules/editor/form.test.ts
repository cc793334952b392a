import { expect, test } from 'vitest'
import { RuleDraft, RuleKind, type RuleSpec } from '../../../../contract'
import { draftOf, formOf, readBound } from './form'

const COLUMNS = [
  { name: 'n', type: 'DOUBLE' },
  { name: 't', type: 'VARCHAR' },
  { name: 'd', type: 'DATE' }
]
const SPECS: RuleSpec[] = [
  { kind: 'range', column: 'n', min: -1.5, max: null },
  { kind: 'range', column: 'd', min: null, max: '2024-03-31' },
  { kind: 'set', column: 't', values: ['a', 'b ; c', ' '] },
  { kind: 'regex', column: 't', pattern: '\\d+', whole: false },
  { kind: 'not_null', column: 't' },
  { kind: 'unique', columns: ['n', 't'] },
  { kind: 'relation', to: 'x', on: [{ left: 'n', right: 'm' }], normalise: true },
  { kind: 'compare', left: 'n', op: '<>', right: 't' },
  { kind: 'total', total: 'n', parts: ['n', 'n'], sign: '*', tolerance: 0 },
  { kind: 'depends', determinant: ['n'], dependent: 't' },
  {
    kind: 'implies',
    when: [{ column: 't', op: 'in', values: ['a', 'b'] }],
    then: [
      { column: 'n', op: 'between', values: [1, 2.5] },
      { column: 't', op: 'present', values: [] }
    ]
  },
  { kind: 'sql', condition: 'n > 0' }
]

test('a rule of every kind is the same after it went through its form', () => {
  expect(new Set(SPECS.map(({ kind }) => kind))).toEqual(new Set(RuleKind.options))
  for (const spec of SPECS) {
    const draft = RuleDraft.parse({
      table: { schema: 'raw', name: 'x' },
      spec,
      name: 'Nom',
      missing: 'fail',
      segment: 't',
      filter: { all: [{ column: 't', op: 'present', values: [] }] },
      thresholds: { warning: null, error: 0.2, critical: 0.3 },
      dimension: 'credibility'
    })
    expect(draftOf(formOf(draft), draft.table, COLUMNS)).toEqual(draft)
  }
})

test('an empty form says nothing, of whichever kind', () => {
  for (const kind of RuleKind.options)
    expect(draftOf({ ...formOf(null), kind }, { schema: 'clean', name: 'x' }, COLUMNS), kind).toBeNull()
})

test('bounds are read as French and English write numbers; dates and what is no number stay as typed', () => {
  expect(readBound(' 1 234,5 ', 'n', COLUMNS)).toBe(1234.5)
  expect(readBound('-2.50', 'n', COLUMNS)).toBe(-2.5)
  expect(readBound('12345678901234567890', 'n', COLUMNS)).toBe('12345678901234567890')
  expect(readBound('dix', 'n', COLUMNS)).toBe('dix')
  expect(readBound('2024-01-02', 'd', COLUMNS)).toBe('2024-01-02')
  expect(readBound('  ', 'd', COLUMNS)).toBeNull()
})
