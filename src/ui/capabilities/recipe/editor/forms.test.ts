import { expect, test } from 'vitest'
import { StepSpec } from '../../../../contract'
import { FORMS, formOf, hasForm } from './forms'
import { formText } from './text'

const specs: StepSpec[] = [
  { kind: 'cast', column: 'a', reading: { kind: 'number', decimal: ',', grouping: ' ', unit: '€' } },
  { kind: 'missing', column: 'a', values: ['99', 'NC'] },
  { kind: 'trim', column: 'a', spaces: 'ends', letters: 'upper' },
  { kind: 'replace', column: 'a', how: 'pattern', find: 'x+', with: '', ignoreCase: true },
  { kind: 'merge', column: 'a', variants: ['x', 'X'], into: 'x' },
  { kind: 'merge', column: 'a', variants: ['x', 'X'], into: 'x', more: [{ variants: ['Y'], into: 'y' }] },
  { kind: 'merge', column: 'a', variants: ['Lyon', 'Lyonn'], into: 'Lyon' },
  { kind: 'merge', column: 'a', variants: ['Lyon', 'LYON'], into: 'Lyon', likeness: 'close' },
  { kind: 'recode', column: 'a', map: [{ from: 'très = bon', to: '5' }, { from: 'nsp', to: null }], others: 'missing' }, // prettier-ignore
  { kind: 'rescale', column: 'a', from: [1, 5], to: [100, 0] },
  { kind: 'convert', column: 'a', unit: 'kg', from: [{ unit: 'g', times: 1, per: 1000 }, { unit: 't', times: 1000, per: 1 }], decimal: ',', as: 'number' }, // prettier-ignore
  { kind: 'dates', column: 'a', first: 'month', mark: '-' },
  { kind: 'phone', column: 'a', shape: '99 99 99 99 99', country: { code: '33', home: '0' } },
  { kind: 'phone', column: 'a', shape: '(999) 999-9999', country: null },
  { kind: 'follow', column: 'a', by: 'b', pairs: [{ of: '69003', from: 'Lyom', to: 'Lyon' }, { of: '75011', from: 'x=y', to: 'Paris' }] }, // prettier-ignore
  { kind: 'fill', column: 'a', how: 'median', value: null, by: ['g'] },
  { kind: 'fill', column: 'a', how: 'value', value: '0', by: [] },
  { kind: 'split', column: 'a', by: ';', into: ['p', 'q'] },
  { kind: 'unfold', column: 'a', by: '|' },
  { kind: 'split', column: 'a', by: ',', into: ['p', 'q'], trim: true },
  { kind: 'unfold', column: 'a', by: ',', trim: true },
  { kind: 'derive', as: 'd', expression: 'a + 1' },
  { kind: 'filter', filter: { all: [{ column: 'a', op: 'in', values: ['x', 'y'] }] }, expression: null },
  { kind: 'filter', filter: { all: [{ column: 'a', op: 'missing', values: [] }, { column: 'b', op: '=', values: ['1'] }] }, expression: 'b > 1' }, // prettier-ignore
  { kind: 'deduplicate' },
  { kind: 'deduplicate', by: ['a'], keep: 'latest', latest: 'b' },
  { kind: 'bin', column: 'a', as: 'c', edges: [0, 1.5], labels: ['peu'] },
  { kind: 'append', with: 't' },
  { kind: 'join', with: 't', on: [{ left: 'a', right: 'x' }], how: 'inner', columns: [{ name: 'b', as: 'b (t)' }], normalise: true }, // prettier-ignore
  { kind: 'pivot', rows: ['a'], column: 'b', values: [{ value: 'x', as: 'x' }, { value: 'y', as: 'nb y' }], measure: 'sum', value: 'c' }, // prettier-ignore
  { kind: 'unpivot', columns: ['a', 'b'], name: 'n', value: 'v' },
  { kind: 'pseudonymise', columns: ['a'] },
  { kind: 'drop', columns: ['a'] }
]

test.each(specs.map((spec) => [spec.kind, spec] as const))(
  'the form of %s gives back the step it shows',
  (kind, spec) => {
    expect(StepSpec.parse(spec)).toEqual(spec)
    if (!hasForm(kind)) throw new Error(kind)
    expect(formOf(kind).spec(formOf(kind).draft(spec as never))).toEqual(spec)
  }
)

test('an empty form makes no step, but for identical rows', () => {
  for (const { kind } of specs)
    if (hasForm(kind))
      expect(formOf(kind).spec(formOf(kind).draft(null))).toEqual(kind === 'deduplicate' ? { kind } : null)
})

test('several clusters are one step that merges each', () => {
  const clusters = [{ into: 'a', variants: ['a', 'A'] }, { into: 'b', variants: ['B', 'b'] }].map((one) => JSON.stringify(one)) // prettier-ignore
  expect(formOf('merge').spec({ column: 'x', clusters })).toEqual({
    kind: 'merge',
    column: 'x',
    variants: ['a', 'A'],
    into: 'a',
    more: [{ variants: ['B', 'b'], into: 'b' }]
  })
})

test('the parts of a new step lose the spaces around them', () => {
  const draft = { ...formOf('unfold').draft(null), column: 'a', separator: ',' }
  expect(formOf('unfold').spec(draft)).toEqual({ kind: 'unfold', column: 'a', by: ',', trim: true })
  const cut = { ...formOf('split').draft(null), column: 'a', separator: ',', into: 'p; q' }
  expect(formOf('split').spec(cut)).toMatchObject({ trim: true })
})

test('a merge is changed by the likeness that it was made with, told by its texts where the step does not', () => {
  const likeness = (spec: object) => formOf('merge').draft({ kind: 'merge', column: 'a', ...spec } as never).likeness
  const same = { variants: ['Saint-Étienne', 'ETIENNE SAINT'], into: 'Saint-Étienne' }
  expect(likeness(same)).toBe('key')
  expect(likeness({ ...same, likeness: 'close' })).toBe('close')
  expect(likeness({ ...same, more: [{ variants: ['Lyonn'], into: 'Lyon' }] })).toBe('close')
  expect(likeness({ variants: ['paris', 'PARIS'], into: 'Ville de Paris', likeness: 'key' })).toBe('key')
  const draft = { column: 'a', likeness: 'close', clusters: [JSON.stringify(same)] }
  expect(formOf('merge').spec(draft)).toMatchObject({ likeness: 'close' })
})

test('every kind, field and option has its words', () => {
  const known = new Set(Object.keys(formText.keys))
  const wanted = Object.entries(FORMS).flatMap(([kind, { fields }]) => [
    `kind_${kind}`,
    `note_${kind}`,
    ...fields.flatMap(({ name, options }) => [`field_${name}`, ...(options ?? []).map((option) => `${name}_${option}`)])
  ])
  expect(wanted.filter((key) => !known.has(key))).toEqual([])
})

test.each([
  ['recode', { column: 'a', codesByLine: 'ouvert = 1\nA02', others: 'keep' }, { why: 'noSign', what: 'A02' }],
  ['recode', { column: 'a', codesByLine: 'ouvert = 1\nouvert = 2' }, { why: 'namedTwice', what: 'ouvert' }],
  ['bin', { column: 'a', as: 'c', edges: 'a;50' }, { why: 'notNumber', what: 'a' }],
  ['rescale', { column: 'a', low: '1', high: 'x', newLow: '0', newHigh: '1' }, { why: 'notNumber', what: 'x' }],
  [
    'follow',
    { column: 'a', group: 'g', pairsByLine: 'x | y = z\nx | y = z = t' },
    { why: 'severalSigns', what: 'x | y = z = t' }
  ],
  ['follow', { column: 'a', group: 'g', pairsByLine: 'x | y | u = z' }, { why: 'severalSigns', what: 'x | y | u = z' }],
  ['follow', { column: 'a', group: 'g', pairsByLine: 'x = y' }, { why: 'noPair', what: 'x = y' }],
  [
    'phone',
    { column: 'a', phoneShape: '+33 (0)9 99 99 99 99', countryCode: '33', homeDigit: '0' },
    { why: 'literalDigits', what: '+33 (0)9 99 99 99 99' }
  ],
  [
    'phone',
    { column: 'a', phoneShape: '09 99 99 99 99', countryCode: '' },
    { why: 'literalDigits', what: '09 99 99 99 99' }
  ],
  ['split', { column: 'a', separator: ';', into: 'famille;Famille' }, { why: 'twoColumns', what: 'Famille' }]
] as const)('%s: what cannot be read is told with the part at fault, and makes no step', (kind, draft, fault) => {
  expect(formOf(kind).fault?.(draft)).toEqual(fault)
  expect(formOf(kind).spec(draft)).toBeNull()
  expect(formText.keys).toHaveProperty(`fault_${fault.why}`)
})

test('what is only not typed yet is no fault', () => {
  for (const kind of ['recode', 'bin', 'rescale', 'split'] as const) {
    const form = formOf(kind)
    expect(form.fault?.({ ...form.draft(null), high: '' })).toBeNull()
  }
})

test('pairs whose values hold signs, blanks or lines are kept as they were, beside others that are typed', () => {
  const pairs = [
    { of: 'a | b', from: 'c', to: 'd = e' },
    { of: 'a', from: 'b | c', to: 'd = e' },
    { of: ' x ', from: ' y ', to: ' z ' },
    { of: 'one\r\ntwo', from: '', to: 'z' }
  ]
  const form = formOf('follow')
  const draft = form.draft({ kind: 'follow', column: 'a', by: 'g', pairs } as never)
  expect(form.fault?.(draft)).toBeNull()
  expect(form.spec(draft)).toEqual({ kind: 'follow', column: 'a', by: 'g', pairs })
  const lines = String(draft.pairsByLine).split('\n')
  const typed = (...shown: string[]) => ({ ...draft, group: 'h', pairsByLine: shown.join('\n') })
  const longer = typed('p | q = r', ...lines)
  expect(form.spec(longer)).toMatchObject({ by: 'h', pairs: [{ of: 'p', from: 'q', to: 'r' }, ...pairs] })
  // Of two that show alike, it is not known which one is left.
  expect(form.fault?.(typed(...lines.slice(1)))).toEqual({ why: 'severalSigns', what: lines[1] })
  expect(form.spec(typed(...lines.slice(1)))).toBeNull()
})

test('units whose names hold the sign or blanks are kept as they were, beside others that are typed', () => {
  const from = [
    { unit: 'a=b', times: 3, per: 1 },
    { unit: '= ', times: 1, per: 7 },
    { unit: 'c', times: 0.0000001, per: 1 }
  ]
  const form = formOf('convert')
  const spec = {
    kind: 'convert' as const,
    column: 'x',
    unit: 'kg',
    from,
    decimal: ',' as const,
    writes: '.' as const,
    as: 'text' as const
  }
  const draft = form.draft(spec as never)
  expect(form.fault?.(draft)).toBeNull()
  expect(form.spec(draft)).toEqual(spec)
  const more = { ...draft, unitsByLine: `${String(draft.unitsByLine)}\nd=e = 1/4` }
  expect(form.spec(more)).toMatchObject({ from: [...from, { unit: 'd=e', times: 1, per: 4 }] })
  expect(form.fault?.({ ...draft, unitsByLine: 'd=e = x' })).toEqual({ why: 'noUnitValue', what: 'd=e' })
})

test('usual units need no value; others do, and that is told', () => {
  const draft = { column: 'a', toUnit: 'kg', decimalMark: 'comma', converted: 'text' }
  const spec = formOf('convert').spec({ ...draft, unitsByLine: 'g\noz = 0,0283495' })
  expect(spec).toMatchObject({
    from: [
      { unit: 'g', times: 1, per: 1000 },
      { unit: 'oz', times: 0.0283495, per: 1 }
    ]
  })
  expect(formOf('convert').fault?.({ ...draft, unitsByLine: 'g\noz' })).toEqual({ why: 'noUnitValue', what: 'oz' })
})
