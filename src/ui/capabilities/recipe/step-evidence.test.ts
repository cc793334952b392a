import { expect, test } from 'vitest'
import type { RecipeOf, StepEffect } from '../../../contract'
import { translate } from '../../parts'
import { stepEvidence } from './step-evidence'
import { text } from './text'

const merged: StepEffect = {
  step: { id: 's', table: 't', enabled: true, origin: 'user', spec: { kind: 'merge', column: 'a', variants: ['x'], into: 'y' } }, // prettier-ignore
  title: { fr: 'Réunir', en: 'Merge' },
  sql: 'SELECT * REPLACE (1 AS a) FROM raw.t',
  changedRows: { fr: 'SELECT « avant »', en: 'SELECT before' },
  changedCells: 5,
  lostCells: 0,
  joined: null,
  rows: null,
  added: [],
  notes: [],
  problem: null
}
const recipe: RecipeOf = {
  table: { schema: 'clean', name: 't' },
  steps: [merged],
  rowsBefore: 9,
  rowsAfter: 9,
  sql: ''
}

test('the evidence of a step on cells is the rows that it changes, as many as it counts, untouched as a query', () => {
  const french = stepEvidence(merged, recipe, 'fr')
  expect(french).toMatchObject({ n: 5, rowsSql: 'SELECT « avant »' })
  expect(french.filter.fr).toBe('Les lignes dont cette étape change la cellule')
  expect(stepEvidence(merged, recipe, 'en')).toMatchObject({ n: 5, rowsSql: 'SELECT before' })
  const off = { ...merged, step: { ...merged.step, enabled: false }, changedCells: null }
  expect(stepEvidence(off, recipe, 'fr').n).toBeNull()
})

test('rows behind the key of pseudonyms are not read', () => {
  const key = 'SELECT chantier.pseudonym_key'
  expect(stepEvidence({ ...merged, changedRows: { fr: key, en: key } }, recipe, 'fr').rowsSql).toBeNull()
})

test('one cell is told as one', () => {
  const changed = (count: number) => translate(text, 'changed', { count, n: String(count) })
  expect([changed(1), changed(5)]).toEqual(['1 cellule lue ou changée', '5 cellules lues ou changées'])
})

test('columns alike by their figures are not told to hold the same cells', () => {
  expect(translate(text, 'branchesAlike')).toContain('leurs cellules peuvent différer')
})
