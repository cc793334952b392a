import { expect, test } from 'vitest'
import type { StepEffect, StepRows } from '../../../contract'
import { translate } from '../../parts'
import { stepEvidence } from './step-evidence'
import { text } from './text'

const merged: StepEffect = {
  step: { id: 's', table: 't', enabled: true, origin: 'user', spec: { kind: 'merge', column: 'a', variants: ['x'], into: 'y' } }, // prettier-ignore
  title: { fr: 'Réunir', en: 'Merge' },
  changedCells: 5,
  readCells: null,
  onlyRead: null,
  lostCells: 0,
  unreadCells: 0,
  joined: null,
  rows: null,
  added: [],
  retyped: [],
  notes: [],
  unmet: null,
  problem: null
}
const changed: StepRows = { what: 'changed', n: 5, sql: { fr: 'SELECT « avant »', en: 'SELECT before' }, schema: 'raw' }

test('the evidence of a step on cells is the rows that it changes, as many as it counts, by the query that is shown', () => {
  const french = stepEvidence(merged, changed, 'fr')
  expect(french).toMatchObject({ n: 5, sql: 'SELECT « avant »', rowsSql: 'SELECT « avant »', columns: ['a'] })
  expect(french.filter.fr).toBe('Les lignes dont cette étape change la cellule')
  expect(stepEvidence(merged, changed, 'en')).toMatchObject({ n: 5, rowsSql: 'SELECT before' })
})

test('of a step on whole rows, those that it leaves out, of the prepared table', () => {
  const left = stepEvidence(merged, { ...changed, what: 'left_out', schema: 'clean' }, 'fr')
  expect(left.filter.fr).toContain('laisse de côté')
  expect(left.table).toEqual({ schema: 'clean', name: 't' })
})

test('rows behind the key of pseudonyms are not read', () => {
  const key = 'SELECT chantier.pseudonym_key'
  expect(stepEvidence(merged, { ...changed, sql: { fr: key, en: key } }, 'fr').rowsSql).toBeNull()
})

test('one cell is told as one', () => {
  const changed = (count: number) => translate(text, 'changed', { count, n: String(count) })
  expect([changed(1), changed(5)]).toEqual(['1 cellule changée', '5 cellules changées'])
})

test('columns alike by their figures are not told to hold the same cells', () => {
  expect(translate(text, 'branchesAlike')).toContain('leurs cellules peuvent différer')
})
