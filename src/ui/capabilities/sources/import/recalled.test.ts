import { expect, test } from 'vitest'
import type { FoundTable } from './draft'
import { choicesInWords, recalledChoices } from './recalled'

const column = (name: string) => ({ name, missing: ['NC'] })
const recalled = {
  choices: { encoding: 'macintosh', delimiter: '\t', columns: [column('prix')] },
  file: 'mars.csv',
  at: '2026-03-03T10:00:00Z'
}
const of = (choices: FoundTable['choices']) => recalledChoices({ choices, recalled })

test('what was taken over is told as long as it is in force', () => {
  expect(of(recalled.choices)).toEqual(recalled.choices)
  expect(of({ ...recalled.choices, delimiter: ';' })).toEqual({ encoding: 'macintosh', columns: [column('prix')] })
  expect(of({ delimiter: ';', columns: [column('date')] })).toBeNull()
  expect(recalledChoices({ choices: recalled.choices, recalled: null })).toBeNull()
})

test('choices are told in a few words, many columns by the first ones and how many more', () => {
  expect(choicesInWords(recalled.choices)).toBe('encodage MacRoman, séparateur tabulation, colonne «\u00a0prix\u00a0»')
  const columns = 'abcde'.split('').map(column)
  expect(choicesInWords({ skip: 2, headerRows: 0, columns })).toBe(
    '2 lignes sautées, sans ligne d’en-tête, colonnes «\u00a0a\u00a0», «\u00a0b\u00a0», «\u00a0c\u00a0» et 2 autres'
  )
})
