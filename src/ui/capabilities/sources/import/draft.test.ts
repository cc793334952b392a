import { describe, expect, it } from 'vitest'
import {
  alikeTables,
  choose,
  chooseColumn,
  chooseForAlike,
  columnChoice,
  dataRows,
  type FoundTable,
  forgetChoices,
  type ImportDraft,
  isEmptySheet,
  isTicked,
  isUnusable,
  lookAgain,
  removeFile,
  show,
  tick,
  withLook,
  withSniff,
  withSniffError
} from './draft'
import { exampleDraft, examplePart, exampleSniff } from './example-draft'

const KEY = '["a.csv"]'

describe('tables of chosen files', () => {
  it('ticks those that are not hidden, and shows the first of them', () => {
    const draft = withLook(exampleDraft(), 'x', { format: 'workbook', parts: [], waits: true, notes: [] })
    const looked = withLook({ ...draft, files: exampleDraft('x').files }, 'x', {
      format: 'workbook',
      parts: [examplePart(['Notes'], true), examplePart(['Janvier']), examplePart(['Février'])],
      waits: false,
      notes: []
    })
    expect(looked.tables.map(({ ticked }) => ticked)).toEqual([false, true, true])
    expect(looked.shown).toBe('["x","Janvier"]')
  })

  it('does not tick an empty sheet, and tells the rows of the others below their header', () => {
    const sheet = { ...examplePart(['Feuil2']), format: 'workbook' as const }
    const draft = withLook({ ...exampleDraft('x'), tables: [] }, 'x', {
      format: 'workbook',
      parts: [
        { ...sheet, rows: 0 },
        { ...sheet, path: ['Ventes'], rows: 4 }
      ],
      waits: false,
      notes: []
    })
    const [empty, filled] = draft.tables
    expect(empty && [isEmptySheet(empty), isTicked(empty)]).toEqual([true, false])
    expect(filled && [isTicked(filled), dataRows(filled)]).toEqual([true, null])
    const seen = withSniff(draft, '["x","Ventes"]', 1, exampleSniff(['a'], { dataRows: 3 })).tables[1]
    expect(seen && dataRows(seen)).toBe(3)
  })

  it('takes the tick from what cannot be read at all, until more of its file has come', () => {
    const refused = withSniffError(exampleDraft('a.csv'), KEY, 1, new Error('bomb'))
    expect(refused.tables.map(isUnusable)).toEqual([true])
    expect(refused.tables.map(isTicked)).toEqual([false])
    expect(lookAgain(refused, 'a.csv').tables.map(isTicked)).toEqual([true])
    // A choice that cannot be followed is the user's to change.
    const chosen = choose(exampleDraft('a.csv'), KEY, { delimiter: 'x' })
    expect(withSniffError(chosen, KEY, 2, new Error('no')).tables.map(isTicked)).toEqual([true])
  })

  it('keeps tables in the order of their files, however they come, and never twice', () => {
    const draft = exampleDraft('a.csv', 'b.csv')
    const look = { format: 'delimited' as const, parts: [examplePart([])], waits: false, notes: [] }
    const late = withLook(withLook({ ...draft, tables: [] }, 'b.csv', look), 'a.csv', look)
    expect(withLook(late, 'a.csv', look).tables.map(({ key }) => key)).toEqual(['["a.csv"]', '["b.csv"]'])
  })

  it('shows the first file though others are told before it, unless the user is at work on another', () => {
    const look = { format: 'delimited' as const, parts: [examplePart([])], waits: false, notes: [] }
    const third = withLook({ ...exampleDraft('a.csv', 'b.csv', 'c.csv'), tables: [], shown: null }, 'c.csv', look)
    expect(third.shown).toBe('["c.csv"]')
    expect(withLook(withLook(third, 'a.csv', look), 'b.csv', look).shown).toBe('["a.csv"]')
    expect(withLook(show(third, '["c.csv"]'), 'a.csv', look).shown).toBe('["c.csv"]')
    expect(withLook(choose(third, '["c.csv"]', { delimiter: '|' }), 'a.csv', look).shown).toBe('["c.csv"]')
    const waited = withLook(third, 'a.csv', { ...look, parts: [], waits: true })
    expect(withLook(waited, 'a.csv', look).shown).toBe('["c.csv"]')
  })

  it('shows another table when the one shown goes with its file', () => {
    const draft = removeFile(exampleDraft('a.csv', 'b.csv'), 'a.csv')
    expect(draft.shown).toBe('["b.csv"]')
    expect(removeFile(draft, 'b.csv').shown).toBeNull()
  })
})

describe('choices', () => {
  it('ask for a new look, and a look that answers older ones is passed over', () => {
    const chosen = choose(exampleDraft('a.csv'), KEY, { delimiter: ',' })
    expect(only(chosen).stamp).toBe(2)
    expect(only(withSniff(chosen, KEY, 1, exampleSniff(['old']))).sniff).toBeNull()
    const seen = only(withSniff(chosen, KEY, 2, exampleSniff(['new'])))
    expect(seen.seen).toBe(2)
    expect(seen.sniff?.columns[0]?.name).toBe('new')
  })

  it('keep the last preview beside an error', () => {
    const seen = withSniff(exampleDraft('a.csv'), KEY, 1, exampleSniff(['id']))
    const failed = only(withSniffError(choose(seen, KEY, { encoding: 'utf-16le' }), KEY, 2, new Error('no')))
    expect(failed.sniff?.columns).toHaveLength(1)
    expect(failed.error).toBeInstanceOf(Error)
  })

  it('remember what was found, where a reset leads back to', () => {
    const seen = withSniff(exampleDraft('a.csv'), KEY, 1, exampleSniff(['id']))
    const chosen = choose(seen, KEY, { encoding: 'windows-1252', delimiter: '|' })
    const again = withSniff(chosen, KEY, 2, exampleSniff(['id'], { encoding: 'windows-1252' }))
    expect(only(again).found.encoding).toBe('utf-8')
    expect(only(again).found.dialect?.delimiter).toBe(';')
    const reset = choose(again, KEY, { encoding: undefined })
    expect(only(reset).choices).toEqual({ delimiter: '|' })
  })

  it('about a column go by its name, and an empty one leaves nothing', () => {
    const read = chooseColumn(exampleDraft('a.csv'), KEY, '__proto__', { reading: { kind: 'text' } })
    const marked = chooseColumn(read, KEY, '__proto__', { missing: ['999'] })
    expect(columnChoice(only(marked), '__proto__')).toEqual({
      name: '__proto__',
      reading: { kind: 'text' },
      missing: ['999']
    })
    const bare = chooseColumn(chooseColumn(marked, KEY, '__proto__', { reading: undefined }), KEY, '__proto__', {
      missing: []
    })
    expect(only(bare).choices).toEqual({})
  })

  it('taken over from an earlier file become plain choices, and can be forgotten', () => {
    const remembered = { choices: { encoding: 'macintosh' }, file: 'mars.csv', at: '2026-03-03T10:00:00Z' }
    const seen = withSniff(exampleDraft('a.csv'), KEY, 1, exampleSniff(['id'], { encoding: 'macintosh', remembered }))
    expect(only(seen)).toMatchObject({ choices: { encoding: 'macintosh' }, recall: false, seen: 1, stamp: 1 })
    const forgotten = only(forgetChoices(seen, KEY))
    expect(forgotten).toMatchObject({ choices: {}, recalled: null, recall: false, stamp: 2 })
  })

  it('of one table serve the other ticked ones of its format', () => {
    const draft = choose(exampleDraft('a.csv', 'b.csv', 'c.csv'), KEY, { encoding: 'ibm850' })
    const without = tick(draft, ['["c.csv"]'], false)
    expect(alikeTables(without, KEY).map(({ key }) => key)).toEqual(['["b.csv"]'])
    const all = chooseForAlike(without, KEY)
    expect(all.tables.map(({ choices }) => choices.encoding)).toEqual(['ibm850', 'ibm850', undefined])
    expect(alikeTables(all, KEY)).toEqual([])
  })
})

it('more bytes of a file ask for another look at its tables only', () => {
  const draft = lookAgain(exampleDraft('a.csv', 'b.csv'), 'b.csv')
  expect(draft.tables.map(({ stamp }) => stamp)).toEqual([1, 2])
})

function only(draft: ImportDraft): FoundTable {
  const [table] = draft.tables
  if (!table) throw new Error('no table')
  return table
}

describe('labels in the place of codes', () => {
  it('are a choice about their column, given back with the codes', () => {
    const chosen = chooseColumn(exampleDraft('a.csv'), KEY, 'Q1', { labelled: true })
    expect(chosen.tables[0]?.choices.columns).toEqual([{ name: 'Q1', missing: [], labelled: true }])
    expect(chooseColumn(chosen, KEY, 'Q1', { labelled: undefined }).tables[0]?.choices.columns).toBeUndefined()
  })
})
