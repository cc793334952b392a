import { CompletionContext } from '@codemirror/autocomplete'
import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { describe, expect, it } from 'vitest'
import type { TableInfo } from '../../../contract'
import { completeSql, type Vocabulary } from './completion'
import { quoted } from './names'

const table = (schema: 'raw' | 'clean', name: string, ...columns: string[]): TableInfo => ({
  ref: { schema, name },
  columns: columns.map((column) => ({ name: column, type: 'VARCHAR' })),
  rows: 3,
  fingerprint: ''
})
const vocabulary: Vocabulary = {
  tables: [
    table('clean', 'clients', 'id', 'ville', 'Âge du "client"'),
    table('raw', 'enquête 2024', 'id', 'note', 'order')
  ],
  functions: [
    { name: 'median', kind: 'aggregate', signatures: ['median(x ANY) → ANY'], doc: 'Middle.', example: '' },
    { name: 'range', kind: 'table', signatures: ['range(n)'], doc: '', example: '' }
  ],
  doc: (name) => (name === 'median' ? 'Valeur du milieu.' : ''),
  rows: String
}

/** What is proposed where `|` stands, as it would be written. */
function proposed(marked: string, explicit = true, tables = vocabulary.tables): string[] {
  const at = marked.indexOf('|')
  const state = EditorState.create({ doc: marked.replace('|', '') })
  const result = completeSql(new CompletionContext(state, at, explicit), { ...vocabulary, tables })
  return (result?.options ?? []).map(({ apply, label }) => (typeof apply === 'string' ? apply : label))
}

describe('completion', () => {
  it('proposes tables after FROM, JOIN and a comma between tables, quoted as needed, and named subqueries', () => {
    const tables = ['clean.clients', 'raw."enquête 2024"', 'range(']
    expect(proposed('SELECT * FROM |')).toEqual(tables)
    expect(proposed('SELECT * FROM cl|')).toEqual(tables)
    expect(proposed('SELECT * FROM clean.clients c JOIN |')).toEqual(tables)
    expect(proposed('SELECT * FROM clean.clients, |')).toEqual(tables)
    expect(proposed('WITH hauts AS (SELECT 1) SELECT * FROM |')).toEqual(['hauts', ...tables])
    expect(proposed('SELECT * FROM raw.|')).toEqual(['"enquête 2024"'])
    expect(proposed('SELECT * FROM raw.|', true, [table('clean', 'a', 'x')])).toEqual(['a'])
  })

  it('proposes the columns of the tables of the query, then functions', () => {
    const columns = ['id', 'ville', '"Âge du ""client"""']
    expect(proposed('SELECT | FROM clean.clients')).toEqual([...columns, 'clients.', 'median('])
    expect(proposed('SELECT v| FROM clean.clients WHERE true')).toContain('ville')
    expect(proposed('SELECT abs(1, | FROM clean.clients')).toContain('ville')
    expect(proposed('SELECT c.| FROM clean.clients AS c')).toEqual(columns)
    expect(proposed('SELECT c.vi| FROM clean.clients c')).toEqual(columns)
    expect(proposed('SELECT "e x".| FROM raw."enquête 2024" "e x"')).toEqual(['id', 'note', '"order"'])
    expect(proposed('SELECT * FROM clean.clients WHERE "Â|"')).toContain('"Âge du ""client"""')
  })

  it('finds names between double quotes by what is typed of them, and closes their quotes once', () => {
    for (const [typed, found, written] of [
      ['SELECT "Âg|" FROM clean.clients', 'Âge du "client"', 'SELECT "Âge du ""client""" FROM clean.clients'],
      ['SELECT c."vi| FROM clean.clients c', 'ville', 'SELECT c."ville" FROM clean.clients c'],
      ['SELECT * FROM "enq|"', 'enquête 2024', 'SELECT * FROM raw."enquête 2024"']
    ] as const) {
      const at = typed.indexOf('|')
      const view = new EditorView({ state: EditorState.create({ doc: typed.replace('|', '') }) })
      const result = completeSql(new CompletionContext(view.state, at, false), vocabulary)
      const option = result?.options.find(({ displayLabel }) => displayLabel === found)
      // The list keeps what begins with what stands from there to the caret.
      expect(option?.label.startsWith(view.state.sliceDoc(result?.from, result?.to ?? at))).toBe(true)
      if (option && typeof option.apply === 'function') option.apply(view, option, result?.from ?? 0, result?.to ?? at)
      expect(view.state.doc.toString()).toBe(written)
      view.destroy()
    }
  })

  it('proposes the columns of all tables before FROM is written, each name once, and those of the query after', () => {
    const all = ['id', 'ville', '"Âge du ""client"""', 'note', '"order"', 'median(']
    expect(proposed('SELECT |')).toEqual(all)
    expect(proposed('SELECT v|', false)).toEqual(all)
    expect(proposed('SELECT avg(no|')).toContain('note')
    expect(proposed('SELECT | FROM ')).toEqual(all)
    expect(proposed('SELECT | FROM nulle_part')).toEqual(expect.arrayContaining(['id', 'note']))
    expect(proposed('WITH t AS (SELECT * FROM clean.clients) SELECT | FROM clients')).not.toContain('note')
    const state = EditorState.create({ doc: 'SELECT i' })
    const found = completeSql(new CompletionContext(state, 8, false), vocabulary)?.options
    expect(found?.find(({ label }) => label === 'id')?.detail).toBe('varchar · clients, enquête 2024')
  })

  it('writes the table before a column that several tables have', () => {
    const both = proposed('SELECT | FROM clean.clients c JOIN raw."enquête 2024" e ON true')
    expect(both).toEqual(expect.arrayContaining(['c.id', 'e.id', 'ville', 'note']))
  })

  it('knows the statement that it is in, and is silent in texts and comments', () => {
    expect(proposed('SELECT 1 FROM raw."enquête 2024"; SELECT | FROM clean.clients')).not.toContain('note')
    for (const silent of [`SELECT 'a|`, 'SELECT 1 -- a|', 'SELECT /* | ', `SELECT 'l''a|'`])
      expect(proposed(silent)).toEqual([])
    expect(proposed(`SELECT 'a' , | FROM clean.clients`)).toContain('ville')
    expect(proposed('SELECT |', false)).toEqual([])
    expect(proposed('SELECT * FROM |', false)).not.toEqual([])
  })

  it('tells how a function is written and what it does', () => {
    const state = EditorState.create({ doc: 'SELECT me' })
    const found = completeSql(new CompletionContext(state, 9, true), vocabulary)?.options.at(-1)
    expect(found).toMatchObject({ label: 'median', detail: 'Σ' })
  })

  it('quotes what has to be', () => {
    expect(['ville', 'Ville_2', 'order', 'é', '1a', 'a"b', 'Select'].map(quoted)).toEqual([
      'ville',
      'Ville_2',
      '"order"',
      '"é"',
      '"1a"',
      '"a""b"',
      '"Select"'
    ])
  })
})
