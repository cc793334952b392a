import { expect, test } from 'vitest'
import { repairSteps } from './repair-steps'

test('codes to make missing, one step', () => {
  expect(repairSteps({ kind: 'set_missing', column: 'a', values: ['NC', 99] })).toEqual([
    { kind: 'missing', column: 'a', values: ['NC', 99] }
  ])
})

test('one merge a target', () => {
  const map = [
    { from: 'LYON', to: 'Lyon' },
    { from: 'PARIS', to: 'Paris' },
    { from: 'lyon', to: 'Lyon' }
  ]
  expect(repairSteps({ kind: 'replace', column: 'ville', map })).toEqual([
    { kind: 'merge', column: 'ville', variants: ['LYON', 'lyon'], into: 'Lyon' },
    { kind: 'merge', column: 'ville', variants: ['PARIS'], into: 'Paris' }
  ])
})

test('duplicates of whole rows only; a review is no step', () => {
  expect(repairSteps({ kind: 'remove_duplicates', columns: [] })).toEqual([{ kind: 'deduplicate' }])
  expect(repairSteps({ kind: 'remove_duplicates', columns: ['id'] })).toEqual([])
  expect(repairSteps({ kind: 'review' })).toEqual([])
})

test('one row kept for each list of columns, the fullest', () => {
  expect(repairSteps({ kind: 'keep_one', by: [['courriel', 'ville'], ['nom']] })).toEqual([
    { kind: 'deduplicate', by: ['courriel', 'ville'], keep: 'fullest' },
    { kind: 'deduplicate', by: ['nom'], keep: 'fullest' }
  ])
})
