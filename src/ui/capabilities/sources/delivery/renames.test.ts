import { expect, it } from 'vitest'
import type { DeliveryDiff } from '../../../../contract'
import { acceptedRenames, changedColumns, exampleColumns } from './renames'

const DIFF: Pick<DeliveryDiff, 'columns'> = {
  columns: {
    kept: ['id'],
    added: ['neuf'],
    gone: ['vieux'],
    renamed: [
      { from: 'note', to: 'score', likeness: 0.9 },
      { from: 'ville', to: 'commune', likeness: 0.7 }
    ],
    retyped: []
  }
}

it('pairs that stand are told from the delivery to the source', () => {
  expect(acceptedRenames(DIFF, [1])).toEqual([{ from: 'score', to: 'note' }])
})

it('a pair that is left is a column gone and one that came', () => {
  expect(changedColumns(DIFF, [])).toEqual({ added: ['neuf'], gone: ['vieux'] })
  expect(changedColumns(DIFF, [1])).toEqual({ added: ['neuf', 'commune'], gone: ['vieux', 'ville'] })
})

it('examples have the kept columns, then the renamed ones by the name in the source', () => {
  expect(exampleColumns(DIFF)).toEqual(['id', 'note', 'ville'])
})
