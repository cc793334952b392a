import { expect, it } from 'vitest'
import { type ImportDraft, tick, withSniff } from './draft'
import { exampleDraft, exampleSniff } from './example-draft'
import { shapesOf, tablesMade } from './shapes'

const seen = (draft: ImportDraft, name: string, columns: string[]): ImportDraft =>
  withSniff(draft, JSON.stringify([name]), 1, exampleSniff(columns))

it('the largest set of one shape is offered, the others are named with what differs', () => {
  let draft = exampleDraft('a.csv', 'b.csv', 'c.csv', 'd.csv', 'e.csv')
  draft = seen(seen(draft, 'a.csv', ['id', 'note']), 'b.csv', ['id', 'ville'])
  draft = seen(seen(draft, 'c.csv', ['id', 'note']), 'd.csv', ['x', 'y', 'z'])
  const shapes = shapesOf(draft)
  expect(shapes?.alike.map(({ file }) => file)).toEqual(['a.csv', 'c.csv'])
  expect(shapes?.apart.map(({ table, ...rest }) => ({ file: table.file, ...rest }))).toEqual([
    { file: 'b.csv', missing: ['note'], extra: ['ville'], isNear: true, unseen: false },
    { file: 'd.csv', missing: ['id', 'note'], extra: ['x', 'y', 'z'], isNear: false, unseen: false },
    { file: 'e.csv', missing: ['id', 'note'], extra: [], isNear: false, unseen: true }
  ])
})

it('nothing is offered where no two agree', () => {
  const draft = seen(seen(exampleDraft('a.csv', 'b.csv'), 'a.csv', ['id']), 'b.csv', ['x'])
  expect(shapesOf(draft)).toBeNull()
  expect(shapesOf(tick(seen(draft, 'b.csv', ['id']), ['["a.csv"]'], false))).toBeNull()
})

it('tables with the same columns in another order, or in other letters, are offered together and told', () => {
  let draft = exampleDraft('a.csv', 'b.csv', 'c.csv')
  draft = seen(seen(seen(draft, 'a.csv', ['id', 'note']), 'b.csv', ['Note', 'ID']), 'c.csv', ['id', 'Note'])
  const shapes = shapesOf(draft)
  expect(shapes?.alike.map(({ file }) => file)).toEqual(['a.csv', 'b.csv', 'c.csv'])
  expect(shapes?.reordered.map(({ file }) => file)).toEqual(['b.csv'])
  expect(shapes?.apart).toEqual([])
})

it('tables that become one count once among those that a load makes', () => {
  let draft = exampleDraft('a.csv', 'b.csv', 'c.csv')
  draft = seen(seen(seen(draft, 'a.csv', ['id', 'note']), 'b.csv', ['id', 'ville']), 'c.csv', ['id', 'note'])
  expect([tablesMade(draft), tablesMade({ ...draft, together: true })]).toEqual([3, 2])
  expect(tablesMade(tick({ ...draft, together: true }, ['["b.csv"]'], false))).toBe(1)
  const none = tick({ ...draft, together: true }, ['["a.csv"]', '["b.csv"]', '["c.csv"]'], false)
  expect(tablesMade(none)).toBe(0)
})

it('tables below those that become one become one too, those of the same columns are among them', () => {
  const below = (...names: string[]) => ({ title: null, line: 9, columns: exampleSniff(names).columns, rows: [] })
  const both = (draft: ImportDraft, name: string): ImportDraft =>
    withSniff(draft, JSON.stringify([name]), 1, exampleSniff(['id'], { below: [below('nom', 'âge'), below('ID')] }))
  const draft = both(both(exampleDraft('a.csv', 'b.csv'), 'a.csv'), 'b.csv')
  expect([tablesMade(draft), tablesMade({ ...draft, together: true })]).toEqual([6, 2])
})
