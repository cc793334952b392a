import { describe, expect, it } from 'vitest'
import { choose, chooseColumn, type ImportDraft, tick, withFile, withSniff } from './draft'
import { exampleDraft, exampleSniff } from './example-draft'
import { bytesOf, fileChoices, nextToSniff, originOf, readingOrigin, tickedTables } from './plan'
import { shapesOf } from './shapes'

const A = '["a.csv"]'
const B = '["b.csv"]'

describe('what is loaded', () => {
  it('are ticked tables of files that nothing speaks against', () => {
    const draft = tick(exampleDraft('a.csv', 'b.csv', 'c.csv'), [B], false)
    const refused = withFile(draft, 'c.csv', { error: new Error('no') })
    expect(tickedTables(refused).map(({ key }) => key)).toEqual([A])
  })

  it('says choices where the table was seen, even none, so that none are taken over unseen', () => {
    const draft = seen(exampleDraft('a.csv', 'b.csv'), A, ['id'])
    const [first, second] = fileChoices(draft)
    expect(first).toMatchObject({ name: 'a.csv', part: [], choices: {} })
    expect(second && 'choices' in second).toBe(false)
  })

  it('leaves out choices about columns that the table does not have now', () => {
    const draft = seen(exampleDraft('a.csv'), A, ['id', 'note'])
    const gone = chooseColumn(chooseColumn(draft, A, 'ancien', { missing: ['x'] }), A, 'note', { missing: ['999'] })
    expect(fileChoices(gone)[0]?.choices?.columns).toEqual([{ name: 'note', missing: ['999'] }])
  })
})

it('a date that was chosen is loaded with the hundred years that were shown', () => {
  const reading = { kind: 'date' as const, shapes: ['%d/%m/%y'] }
  const draft = chooseColumn(exampleDraft('a.csv'), A, 'ne', { reading })
  const sniff = exampleSniff(['ne'])
  const columns = sniff.columns.map((column) => ({ ...column, reading: { ...reading, yearsFrom: 1927 } }))
  const shown = withSniff(draft, A, draft.tables[0]?.stamp ?? 0, { ...sniff, columns })
  expect(fileChoices(shown)[0]?.choices?.columns?.[0]?.reading).toEqual({ ...reading, yearsFrom: 1927 })
})

const haveOneShape = (draft: ImportDraft): boolean => shapesOf(draft)?.apart.length === 0

describe('tables of one shape', () => {
  it('have the same columns in the same order, all seen', () => {
    const both = exampleDraft('a.csv', 'b.csv')
    expect(haveOneShape(both)).toBe(false)
    expect(haveOneShape(seen(both, A, ['id', 'note']))).toBe(false)
    expect(haveOneShape(seen(seen(both, A, ['id', 'note']), B, ['id', 'note']))).toBe(true)
    expect(haveOneShape(seen(seen(both, A, ['id', 'note']), B, ['note', 'id']))).toBe(false)
  })

  it('are more than one', () => {
    expect(haveOneShape(seen(exampleDraft('a.csv'), A, ['id']))).toBe(false)
  })
})

describe('the next look', () => {
  it('is at the table shown, then at the ticked ones, each once', () => {
    const draft = { ...exampleDraft('a.csv', 'b.csv'), shown: B }
    expect(nextToSniff(draft, new Set())?.key).toBe(B)
    expect(nextToSniff(draft, new Set([B]))?.key).toBe(A)
    expect(nextToSniff(seen(draft, B, ['id']), new Set([A]))).toBeNull()
  })

  it('is at no table of a refused file', () => {
    const draft = withFile(exampleDraft('a.csv'), 'a.csv', { error: new Error('no') })
    expect(nextToSniff(draft, new Set())).toBeNull()
  })
})

it('a choice says whether it was found, taken over or made', () => {
  const remembered = {
    choices: { encoding: 'macintosh', delimiter: '|' },
    file: 'mars.csv',
    at: '2026-03-03T10:00:00Z'
  }
  const draft = withSniff(exampleDraft('a.csv'), A, 1, exampleSniff(['id'], { remembered }))
  const table = choose(draft, A, { delimiter: ',' }).tables[0]
  if (!table) throw new Error('no table')
  expect(originOf(table, 'encoding')).toBe('recalled')
  expect(originOf(table, 'delimiter')).toBe('chosen')
  expect(originOf(table, 'quote')).toBe('found')
  expect(readingOrigin(table, 'id')).toBe('found')
})

it('bytes count the files that will be loaded', () => {
  const draft = withFile(tick(exampleDraft('a.csv', 'b.csv'), [B], false), 'a.csv', { sent: 40 })
  expect(bytesOf(draft)).toEqual({ done: 40, total: 100 })
})

function seen(draft: ImportDraft, key: string, names: string[]): ImportDraft {
  return withSniff(draft, key, 1, exampleSniff(names))
}
