import { describe, expect, it } from 'vitest'
import type { Evidence, KeyCandidate, Link, RelationsFound } from '../../../contract'
import { proposedKeys, startDraft, withTables } from './join-draft'

const evidence: Evidence = { title: { fr: '', en: '' }, definition: { fr: '', en: '' }, n: 0, filter: { fr: '', en: '' }, sql: '', rowsSql: null, table: null, columns: [] } // prettier-ignore
const ref = (name: string) => ({ schema: 'clean' as const, name })
const key = (table: string, ...columns: string[]): KeyCandidate => ({ table: ref(table), columns, rows: 9, missing: 0, duplicates: 0, unique: true, score: 1, weak: false, evidence }) // prettier-ignore
const link = (from: string, to: string, left: string, right: string): Link => ({
  id: `${from}>${to}`,
  from: ref(from),
  to: ref(to),
  on: [{ left, right }],
  normalise: false,
  cardinality: 'n:1',
  keyDuplicates: 0,
  differences: [],
  rows: 1,
  present: 1,
  matchedRows: 1,
  orphanRows: 0,
  values: 1,
  orphanValues: 0,
  keys: 1,
  usedKeys: 1,
  score: 1,
  state: 'found',
  evidence: { matched: evidence, orphans: evidence, orphanValues: evidence, unused: evidence }
})

const found: RelationsFound = {
  tables: [
    ['agences', ['code', 'ville']],
    ['objectifs', ['id', 'agence', 'annee', 'objectif']],
    ['ventes', ['vente', 'agence', 'annee', 'montant']],
    ['contrats', ['id', 'agence', 'statut']]
  ].map(([name, columns]) => ({ table: ref(name as string), rows: 9, columns: columns as string[] })),
  keys: [key('agences', 'code'), key('objectifs', 'objectif'), key('objectifs', 'agence', 'annee')],
  links: [link('ventes', 'agences', 'agence', 'code'), link('contrats', 'agences', 'agence', 'code')],
  joins: [],
  notes: [],
  seconds: 0
}
const pairs = (left: string, right: string): string[] =>
  withTables(found, startDraft(found, {}), { left, right }).on.map((pair) => `${pair.left}=${pair.right}`)

describe('the columns that match are proposed', () => {
  it('by the link between the tables, either way', () => {
    expect([pairs('ventes', 'agences'), pairs('agences', 'ventes')]).toEqual([['agence=code'], ['code=agence']])
  })

  it('by any key of either table that the other has under the same names', () => {
    const both = ['agence=agence', 'annee=annee']
    expect([pairs('ventes', 'objectifs'), pairs('objectifs', 'ventes')]).toEqual([both, both])
  })

  it('by columns of one name that both refer to a third table with; by nothing else', () => {
    expect(pairs('ventes', 'contrats')).toEqual(['agence=agence'])
    expect(pairs('contrats', 'objectifs')).toEqual(['null=null'])
  })
})

it('from one table, the dialog starts with it on the left', () => {
  expect(startDraft(found, { left: 'contrats' })).toMatchObject({ left: 'contrats', right: 'agences' })
  expect(startDraft(found, { left: 'agences' })).toMatchObject({ left: 'agences', right: 'ventes' })
  expect(startDraft(found, { left: 'objectifs' })).toMatchObject({ left: 'objectifs', right: 'ventes' })
})

describe('where the left table is changed', () => {
  const start = startDraft(found, { left: 'ventes', right: 'agences' })
  const sides = (draft: ReturnType<typeof startDraft>) => [
    draft.left,
    draft.right,
    ...draft.on.map((pair) => `${pair.left}=${pair.right}`)
  ]

  it('the right one stays as long as the two belong together', () => {
    expect(sides(withTables(found, start, { left: 'contrats' }))).toEqual(['contrats', 'agences', 'agence=code'])
  })

  it('and where they do not, the table takes its place that the new one is best joined with', () => {
    const before = startDraft(found, { left: 'agences', right: 'contrats' })
    expect(sides(withTables(found, before, { left: 'objectifs' }))).toEqual([
      'objectifs',
      'ventes',
      'agence=agence',
      'annee=annee'
    ])
  })

  it('a table that nothing belongs to leaves the right one, its keys open', () => {
    const lonely = { ...found, tables: [...found.tables, { table: ref('notes'), rows: 9, columns: ['texte'] }] }
    expect(sides(withTables(lonely, start, { left: 'notes' }))).toEqual(['notes', 'agences', 'null=null'])
  })

  it('a right one that is chosen stays, whether it belongs to the left or not', () => {
    expect(sides(withTables(found, start, { right: 'objectifs' }))).toEqual([
      'ventes',
      'objectifs',
      'agence=agence',
      'annee=annee'
    ])
    const contracts = startDraft(found, { left: 'contrats' })
    expect(sides(withTables(found, contracts, { right: 'objectifs' }))).toEqual(['contrats', 'objectifs', 'null=null'])
  })

  it('the table of the other side changes places with it', () => {
    expect(sides(withTables(found, start, { left: 'agences' }))).toEqual(['agences', 'ventes', 'code=agence'])
    expect(sides(withTables(found, start, { right: 'ventes' }))).toEqual(['agences', 'ventes', 'code=agence'])
  })
})

it('of several links between two tables, the one that the user kept is proposed', () => {
  const other = { ...link('ventes', 'agences', 'annee', 'ville'), id: 'other', state: 'kept' as const }
  const both = { ...found, links: [...found.links, other] }
  expect(proposedKeys(both, 'agences', 'ventes')?.on).toEqual([{ left: 'ville', right: 'annee' }])
})
