import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeGroups, type Repair, type StepSpec } from '../../../contract'
import { mergesOf } from './both-in-one'
import { repairSpecs } from './repair-specs'

const specs = (...repairs: Repair[]) => repairSpecs(repairs).map(({ spec }) => spec)

test('codes to make missing, one step', () => {
  expect(specs({ kind: 'set_missing', column: 'a', values: ['NC', 99] })).toEqual([
    { kind: 'missing', column: 'a', values: ['NC', 99] }
  ])
})

test('one merge, a group for each target', () => {
  const map = [
    { from: 'LYON', to: 'Lyon' },
    { from: 'PARIS', to: 'Paris' },
    { from: 'lyon', to: 'Lyon' }
  ]
  expect(specs({ kind: 'replace', column: 'ville', map })).toEqual([
    { kind: 'merge', column: 'ville', variants: ['LYON', 'lyon'], into: 'Lyon', more: [{ variants: ['PARIS'], into: 'Paris' }] } // prettier-ignore
  ])
})

test('duplicates of whole rows only; a review is no step', () => {
  expect(specs({ kind: 'remove_duplicates', columns: [] })).toEqual([{ kind: 'deduplicate' }])
  expect(specs({ kind: 'remove_duplicates', columns: ['id'] })).toEqual([])
  expect(specs({ kind: 'review' })).toEqual([])
})

test('one row kept for each list of columns, the fullest', () => {
  expect(specs({ kind: 'keep_one', by: [['courriel', 'ville'], ['nom']] })).toEqual([
    { kind: 'deduplicate', by: ['courriel', 'ville'], keep: 'fullest' },
    { kind: 'deduplicate', by: ['nom'], keep: 'fullest' }
  ])
})

test('columns are hidden in one step, behind those that look for their values', () => {
  const made = repairSpecs([
    { kind: 'pseudonymise', columns: ['courriel'] },
    { kind: 'replace', column: 'nom', map: [{ from: 'x', to: 'X' }] },
    { kind: 'pseudonymise', columns: ['nom'] },
    { kind: 'remove_duplicates', columns: [] }
  ])
  expect(made).toMatchObject([
    { spec: { kind: 'deduplicate' }, of: [3] },
    { spec: { kind: 'merge', column: 'nom' }, of: [1] },
    { spec: { kind: 'pseudonymise', columns: ['courriel', 'nom'] }, of: [0, 2] }
  ])
})

test('many findings make a step for each column and kind, each known by the findings it repairs; rows go first', () => {
  const made = repairSpecs([
    { kind: 'replace', column: 'a', map: [{ from: 'x', to: 'X' }] },
    { kind: 'set_missing', column: 'a', values: ['NC'] },
    { kind: 'review' },
    { kind: 'replace', column: 'b', map: [{ from: 'x', to: 'X' }] },
    { kind: 'replace', column: 'a', map: [{ from: 'y', to: 'Y' }] },
    { kind: 'remove_duplicates', columns: [] },
    { kind: 'set_missing', column: 'a', values: ['99', 'NC'] }
  ])
  expect(made.map(({ spec, of }) => [spec.kind, 'column' in spec ? spec.column : '', of])).toEqual([
    ['deduplicate', '', [5]],
    ['merge', 'a', [0, 4]],
    ['missing', 'a', [1, 6]],
    ['merge', 'b', [3]]
  ])
})

test('a code longer list than one step holds goes on in another one', () => {
  const values = Array.from({ length: 1_500 }, (_, at) => `c${at}`)
  const made = specs({ kind: 'set_missing', column: 'a', values }, { kind: 'set_missing', column: 'a', values: ['z'] })
  expect(made.map((spec) => spec.kind === 'missing' && spec.values.length)).toEqual([1_000, 501])
})

test('more targets, or more variants of one, than one step holds go on in another one', () => {
  const map = Array.from({ length: 6_000 }, (_, at) => ({ from: `v${at}`, to: `V${at}` }))
  const made = specs({ kind: 'replace', column: 'a', map })
  expect(made.map((spec) => spec.kind === 'merge' && mergeGroups(spec).length)).toEqual([5_001, 999])
  expect(made.map((spec) => spec.kind === 'merge' && mergeGroups(spec)).flat()).toHaveLength(6_000)
  const alike = specs({ kind: 'replace', column: 'a', map: map.flatMap(({ from }) => [{ from, to: 'V' }, { from: `${from} `, to: 'V' }]) }) // prettier-ignore
  expect(alike.flatMap((spec) => (spec.kind === 'merge' ? mergeGroups(spec) : [])).map(({ variants }) => variants.length)).toEqual([10_000, 2_000]) // prettier-ignore
})

test('texts written as others in several steps become what one step would make of them', () => {
  const value = fc.constantFrom('a', 'b', 'c', 'd', 'e')
  fc.assert(
    fc.property(fc.dictionary(value, value), value, fc.integer({ min: 1, max: 3 }), (map, cell, most) => {
      const targets = new Map(Object.entries(map))
      const cut = mergesOf('x', targets, { groups: most, variants: 2 })
      fc.pre(cut.length > 0 || !targets.size)
      expect(made(cell, cut)).toBe(targets.get(cell) ?? cell)
    })
  )
})

test('names of groups are merged behind the correction that goes by them', () => {
  const made = specs(
    { kind: 'replace', column: 'magasin', map: [{ from: 'S1', to: 'S01' }] },
    { kind: 'follow', column: 'ville', by: 'magasin', pairs: [{ of: 'S2', from: 'Lile', to: 'Lille' }] },
    { kind: 'replace', column: 'magasin', map: [{ from: 'S2', to: 'S02' }] }
  )
  expect(made.map((spec) => [spec.kind, 'column' in spec && spec.column])).toEqual([
    ['merge', 'magasin'],
    ['follow', 'ville'],
    ['merge', 'magasin']
  ])
})

test('together they say of every value what they say one after another', () => {
  const value = fc.constantFrom('a', 'b', 'c', 'd', 'e')
  const repair: fc.Arbitrary<Repair> = fc.oneof(
    fc.record({
      kind: fc.constant('replace' as const),
      column: fc.constant('x'),
      map: fc.uniqueArray(fc.record({ from: value, to: value }), { minLength: 1, maxLength: 3, selector: ({ from }) => from }) // prettier-ignore
    }),
    fc.record({
      kind: fc.constant('set_missing' as const),
      column: fc.constant('x'),
      values: fc.uniqueArray(value, { minLength: 1, maxLength: 2 })
    })
  )
  fc.assert(
    fc.property(fc.array(repair, { maxLength: 6 }), value, (repairs, cell) => {
      const alone = repairs.reduce<string | null>((now, one) => made(now, specs(one)), cell)
      expect(made(cell, specs(...repairs))).toBe(alone)
    })
  )
})

/** What steps make of a cell, read off their definitions. */
function made(cell: string | null, steps: readonly StepSpec[]): string | null {
  return steps.reduce<string | null>((now, spec) => {
    if (now === null) return null
    if (spec.kind === 'missing') return spec.values.includes(now) ? null : now
    if (spec.kind !== 'merge') throw new Error(spec.kind)
    return mergeGroups(spec).find(({ variants }) => variants.includes(now))?.into ?? now
  }, cell)
}
