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

test('bounds are read as French and English write numbers, and days; what is neither stays as typed', () => {
  expect(readBound(' 1 234,5 ', 'n', COLUMNS)).toBe(1234.5)
  expect(readBound('-2.50', 'n', COLUMNS)).toBe(-2.5)
  expect(readBound('12345678901234567890', 'n', COLUMNS)).toBe('12345678901234567890')
  expect(readBound('dix', 'n', COLUMNS)).toBe('dix')
  expect(readBound('2024-01-02', 'd', COLUMNS)).toBe('2024-01-02')
  expect(readBound('1/02/2024', 'd', COLUMNS)).toBe('2024-02-01')
  expect(readBound('31.12.2024', 'd', COLUMNS)).toBe('2024-12-31')
  expect(readBound('1/02/2024', 't', COLUMNS)).toBe('1/02/2024')
  expect(readBound('  ', 'd', COLUMNS)).toBeNull()
})

test('a list of values is read by the type of its column; texts stay as typed, spaces too', () => {
  const values = (column: string, typed: string) => {
    const rule = draftOf(
      { ...formOf(null), kind: 'set', column, values: typed },
      { schema: 'clean', name: 'x' },
      COLUMNS
    )
    return rule?.spec.kind === 'set' ? rule.spec.values : null
  }
  expect(values('n', '1\n2,5\n1 000')).toEqual(['1', '2.5', '1000'])
  expect(values('d', '31/03/2024\n2024-04-01')).toEqual(['2024-03-31', '2024-04-01'])
  expect(values('t', '2,5\n a ')).toEqual(['2,5', ' a '])
})
