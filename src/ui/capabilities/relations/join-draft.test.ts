import { describe, expect, it } from 'vitest'
import type { Evidence, KeyCandidate, Link, RelationsFound } from '../../../contract'
import { startDraft, withTables } from './join-draft'

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
